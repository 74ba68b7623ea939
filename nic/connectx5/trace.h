/* SPDX-License-Identifier: GPL-2.0 */
/* Lines of text for the machine: traces, and answers to control lines. */
#ifndef CX5_TRACE_H
#define CX5_TRACE_H

struct cx5;

void cx5_trace(struct cx5 *cx5, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
void cx5_say(struct cx5 *cx5, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif /* CX5_TRACE_H */
