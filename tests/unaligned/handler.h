/* SPDX-License-Identifier: GPL-2.0 */
#ifndef UNALIGNED_HANDLER_H
#define UNALIGNED_HANDLER_H

#include <linux/types.h>

/* The number of misaligned accesses so far */
extern unsigned int misaligned;

#endif
