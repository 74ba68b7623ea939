/* SPDX-License-Identifier: GPL-2.0 */
/* What the kernel is meant to be, which no test must find out by itself. */
#ifndef TESTS_LAYER_KERNEL_H
#define TESTS_LAYER_KERNEL_H

#include <stdbool.h>
#include <stdlib.h>

/* Who runs tests on a kernel without the layer says so. */
static inline bool kernel_has_layer(void)
{
	return !getenv("NO_LAYER");
}

#endif /* TESTS_LAYER_KERNEL_H */
