// SPDX-License-Identifier: GPL-2.0
/* Lines of text for the machine: traces, and answers to control lines. */
#include <stdarg.h>
#include <stdio.h>

#include "lines.h"
#include "nic.h"

/**
 * nic_trace() - trace an event
 * @nic: the card
 * @fmt: one line, without newline
 */
void nic_trace(struct nic *nic, const char *fmt, ...)
{
	const struct nic_host *host = &nic->host;
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
 * nic_say() - answer a control line
 * @nic: the card
 * @fmt: one line, without newline
 */
void nic_say(struct nic *nic, const char *fmt, ...)
{
	const struct nic_host *host = &nic->host;
	char line[512];
	va_list ap;

	if (!host->say)
		return;
	va_start(ap, fmt);
	vsnprintf(line, sizeof(line), fmt, ap);
	va_end(ap);
	host->say(host->opaque, line);
}
