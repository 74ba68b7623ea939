/* SPDX-License-Identifier: GPL-2.0 */
/* BAR 0: the doorbell pages. */
#ifndef CX5_UAR_H
#define CX5_UAR_H

#include <linux/types.h>

struct cx5;

void cx5_uar_write(struct cx5 *cx5, u64 off, u64 val, unsigned int size);

#endif /* CX5_UAR_H */
