/* SPDX-License-Identifier: GPL-2.0 */
#ifndef UNALIGNED_HANDLER_H
#define UNALIGNED_HANDLER_H

#include <linux/types.h>

/* How many accesses were misaligned */
extern unsigned int misaligned;

#endif
