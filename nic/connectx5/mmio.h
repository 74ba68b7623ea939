/* SPDX-License-Identifier: GPL-2.0 */
/* BAR 0: the registers. */
#ifndef CX5_MMIO_H
#define CX5_MMIO_H

#include <linux/types.h>

struct nic;

u64 cx5_mmio_read(struct nic *nic, u64 off, unsigned int size);
void cx5_mmio_write(struct nic *nic, u64 off, u64 val, unsigned int size);

#endif /* CX5_MMIO_H */
