/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_FAIL_H
#define RXMETA_FAIL_H

enum rxmeta_exit {
	RXMETA_OK	= 0,
	RXMETA_NO	= 1,	/* probe: the kernel lacks something */
	RXMETA_USAGE	= 2,	/* the command line is wrong */
	RXMETA_SYSTEM	= 3,	/* the kernel refused */
};

int fail(enum rxmeta_exit code, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif
