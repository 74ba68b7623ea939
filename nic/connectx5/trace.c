// SPDX-License-Identifier: GPL-2.0
/* Lines of text for the machine: traces, and answers to control lines. */
#include <stdarg.h>
#include <stdio.h>

#include "nic/nic.h"

#include "cx5.h"
#include "trace.h"

/**
 * cx5_trace() - trace an event
 * @cx5: the card
 * @fmt: one line, without newline
 */
void cx5_trace(struct cx5 *cx5, const char *fmt, ...)
{
	const struct nic_host *host = &cx5->nic.host;
	char line[256];
	va_list ap;

	if (!host->trace)
		return;
	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	host->trace(host->opaque, line);
}

/**
 * cx5_say() - answer a control line
 * @cx5: the card
 * @fmt: one line, without newline
 */
void cx5_say(struct cx5 *cx5, const char *fmt, ...)
{
	const struct nic_host *host = &cx5->nic.host;
	char line[512];
	va_list ap;

	if (!host->say)
		return;
	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	host->say(host->opaque, line);
}
