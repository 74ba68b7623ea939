/* SPDX-License-Identifier: GPL-2.0 */
/* BAR 0: the registers. */
#ifndef E810_REGISTERS_H
#define E810_REGISTERS_H

#include <linux/types.h>

struct e810;
struct nic;

bool e810_registers_init(struct e810 *card);
void e810_registers_reset(struct e810 *card);
u32 e810_register_value(const struct e810 *card, u32 off);
void e810_register_set(struct e810 *card, u32 off, u32 val);
const char *e810_registers_check(void);
u64 e810_mmio_read(struct nic *nic, u64 off, unsigned int size);
void e810_mmio_write(struct nic *nic, u64 off, u64 val, unsigned int size);

#endif /* E810_REGISTERS_H */
