/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_KEPT_VALUES_H
#define RXMETA_KEPT_VALUES_H

#include <stddef.h>
#include <stdio.h>

#include "settings.h"

/**
 * enum keep_why - the decision about a value that the NIC may know
 * @KEEP_READ: the program reads and stores it
 * @KEEP_UNWANTED: it is not wanted
 * @KEEP_SAFE: the packet does not lose it
 * @KEEP_UNREPORTED: redirected packets lose it: the driver does not report it
 * @KEEP_UNKNOWN: they lose it: the kernel does not say what the driver reports
 * @KEEP_UNSTORED: they lose it: the kernel cannot store it
 * @KEEP_UNBOUND: they lose it: the program cannot be bound to the device
 * @KEEP_SHARED: they lose it: below libxdp's dispatcher no program is bound
 * @KEEP_WHYS: number of the above
 */
enum keep_why {
	KEEP_READ,
	KEEP_UNWANTED,
	KEEP_SAFE,
	KEEP_UNREPORTED,
	KEEP_UNKNOWN,
	KEEP_UNSTORED,
	KEEP_UNBOUND,
	KEEP_SHARED,

	KEEP_WHYS
};

int keep_find(const char *name, size_t len);
int keep_plan(struct settings *settings);
int keep_nothing(struct settings *settings, int error);
void keep_print(FILE *to, const char *before, const char *iface,
		const __u8 *why);
void keep_print_json(FILE *to, const __u8 *why);

#endif
