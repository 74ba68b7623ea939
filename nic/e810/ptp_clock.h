/* SPDX-License-Identifier: GPL-2.0 */
/* The clock of PTP (PHC), and the timestamps of sent frames. */
#ifndef E810_PTP_CLOCK_H
#define E810_PTP_CLOCK_H

#include "ice_format.h"

struct e810;

#define E810_TX_STAMPS	64

/**
 * struct e810_phc - the clock
 * @enabled: it runs (GLTSYN_ENA)
 * @at: the machine's time when @ns was right
 * @ns: the clock's time then
 * @increment: what it advances in a tick, in 2^-32 ns
 * @taken: the driver has the semaphore
 * @stamp: the timestamps of sent frames, by index: 40 bits, the lowest: valid
 */
struct e810_phc {
	bool enabled;
	u64 at, ns;
	u64 increment;
	bool taken;
	u64 stamp[E810_TX_STAMPS];
};

bool e810_phc_runs(const struct e810 *card);
u64 e810_phc_time(const struct e810 *card);
void e810_phc_stamp(struct e810 *card, u32 index);
void e810_phc_reset(struct e810 *card);

u32 e810_phc_ena_read(struct e810 *card, u32 index);
void e810_phc_ena_write(struct e810 *card, u32 index, u32 val);
u32 e810_phc_low_read(struct e810 *card, u32 index);
u32 e810_phc_high_read(struct e810 *card, u32 index);
u32 e810_phc_increment_low_read(struct e810 *card, u32 index);
u32 e810_phc_increment_high_read(struct e810 *card, u32 index);
void e810_phc_sync_write(struct e810 *card, u32 index, u32 val);
u32 e810_phc_sem_read(struct e810 *card, u32 index);
void e810_phc_sem_write(struct e810 *card, u32 index, u32 val);

#endif /* E810_PTP_CLOCK_H */
