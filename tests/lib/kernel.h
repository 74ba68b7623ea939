/* SPDX-License-Identifier: GPL-2.0 */
/* Whether the kernel under test has the overlay. No test finds that out by itself. */
#ifndef TESTS_LIB_KERNEL_H
#define TESTS_LIB_KERNEL_H

#include <stdbool.h>
#include <stdlib.h>

/* A job that boots a stock kernel sets NO_LAYER. */
static inline bool kernel_has_layer(void)
{
	return !getenv("NO_LAYER");
}

#endif /* TESTS_LIB_KERNEL_H */
