// SPDX-License-Identifier: GPL-2.0
/*
 * The clock of PTP (PHC). Received frames, sent frames and the registers show
 * one clock. The driver prepares a command in shadow registers, and a write to
 * GLTSYN_CMD_SYNC executes it.
 */
#include <string.h>

#include "nic/lines.h"

#include "e810.h"
#include "ptp_clock.h"
#include "registers.h"

/*
 * A tick is 1 / 812.5 MHz = 16/13 ns. With the increment 0x13b13b13b (16/13 *
 * 2^32) the clock advances as the machine's time does.
 */
#define TICKS_NUM	13ULL
#define TICKS_DEN	16ULL

/* Commands (GLTSYN_CMD), from ice_ptp_hw.h of the driver */
#define CMD_INIT_TIME	BIT(0)
#define CMD_INIT_INCVAL	BIT(1)
#define CMD_ADJ_TIME	BIT(2)
#define CMD_OTHER_CLOCK	BIT(8)
#define CMD_EXECUTE	3

#define STAMP_VALID	1

static u64 shadow(const struct e810 *card, u32 low, u32 high)
{
	return (u64)e810_register_value(card, high) << 32 |
	       e810_register_value(card, low);
}

/**
 * e810_phc_runs() - whether the clock runs
 * @card: the card
 *
 * Return: true when it does.
 */
bool e810_phc_runs(const struct e810 *card)
{
	return card->phc.enabled;
}

static u64 time_at(const struct e810_phc *phc, u64 now)
{
	/* Fits: a day has 2^47 ns, and the increment has about 33 bits. */
	unsigned __int128 passed = now - phc->at;

	passed = passed * phc->increment * TICKS_NUM / TICKS_DEN >> 32;
	return phc->ns + (u64)passed;
}

/**
 * e810_phc_time() - read the clock
 * @card: the card
 *
 * Return: nanoseconds.
 */
u64 e810_phc_time(const struct e810 *card)
{
	if (!card->phc.enabled)
		return card->phc.ns;
	return time_at(&card->phc, e810_now(card));
}

/* From now on the clock counts from here. */
static void rebase(struct e810 *card)
{
	u64 now = e810_now(card);

	if (card->phc.enabled)
		card->phc.ns = time_at(&card->phc, now);
	card->phc.at = now;
}

/**
 * e810_phc_stamp() - keep the time of a frame that is being sent
 * @card: the card
 * @index: where to keep it
 *
 * An interrupt tells the driver.
 */
void e810_phc_stamp(struct e810 *card, u32 index)
{
	u64 ns = e810_phc_time(card);

	if (!card->phc.enabled || index >= E810_TX_STAMPS)
		return;
	card->phc.stamp[index] = (ns & 0xffffffff) << 8 | STAMP_VALID;
	e810_irq_other(card, PFINT_OICR_TSYN_TX_M);
}

/**
 * e810_phc_reset() - stop the clock
 * @card: the card
 */
void e810_phc_reset(struct e810 *card)
{
	memset(&card->phc, 0, sizeof(card->phc));
}

u32 e810_phc_ena_read(struct e810 *card, u32 index)
{
	return index ? 0 : card->phc.enabled;
}

/* The model has the first of the two clocks, which all functions use. */
void e810_phc_ena_write(struct e810 *card, u32 index, u32 val)
{
	if (index)
		return;
	rebase(card);
	card->phc.enabled = val & GLTSYN_ENA_TSYN_ENA_M;
}

u32 e810_phc_low_read(struct e810 *card, u32 index)
{
	return index ? 0 : e810_phc_time(card);
}

u32 e810_phc_high_read(struct e810 *card, u32 index)
{
	return index ? 0 : e810_phc_time(card) >> 32;
}

u32 e810_phc_increment_low_read(struct e810 *card, u32 index)
{
	return index ? 0 : card->phc.increment;
}

u32 e810_phc_increment_high_read(struct e810 *card, u32 index)
{
	return index ? 0 : card->phc.increment >> 32;
}

static void execute(struct e810 *card, u32 cmd)
{
	struct e810_phc *phc = &card->phc;

	rebase(card);
	if (cmd & CMD_INIT_TIME)
		phc->ns = shadow(card, GLTSYN_SHTIME_L(0), GLTSYN_SHTIME_H(0));
	if (cmd & CMD_INIT_INCVAL)
		phc->increment = shadow(card, GLTSYN_SHADJ_L(0),
					GLTSYN_SHADJ_H(0));
	/* The upper half are nanoseconds, the lower half parts of one. */
	if (cmd & CMD_ADJ_TIME)
		phc->ns += (int32_t)e810_register_value(card,
							GLTSYN_SHADJ_H(0));
	e810_trace(card, "phc: command %#x, time %llu, increment %#llx", cmd,
		   (unsigned long long)phc->ns,
		   (unsigned long long)phc->increment);
}

void e810_phc_sync_write(struct e810 *card, u32 index, u32 val)
{
	u32 cmd = e810_register_value(card, GLTSYN_CMD);

	if (val == CMD_EXECUTE && !(cmd & CMD_OTHER_CLOCK))
		execute(card, cmd);
}

/* A read takes the semaphore and says whether it was taken before. */
u32 e810_phc_sem_read(struct e810 *card, u32 index)
{
	bool taken = card->phc.taken;

	if (index)
		return 0;
	card->phc.taken = true;
	return taken ? PFTSYN_SEM_BUSY_M : 0;
}

void e810_phc_sem_write(struct e810 *card, u32 index, u32 val)
{
	if (!index)
		card->phc.taken = val & PFTSYN_SEM_BUSY_M;
}
