/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_ALLOC_H
#define DEMO_GUEST_ALLOC_H

#include <stddef.h>

void *alloc_zeroed(size_t count, size_t size);

#endif
