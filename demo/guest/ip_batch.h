/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_IP_BATCH_H
#define DEMO_GUEST_IP_BATCH_H

#include <stdio.h>

FILE *ip_begin(void);
void ip_run(FILE *batch, int ns);
void ip_family(int ns, const char *family, const char *text);
void ip(int ns, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

#endif
