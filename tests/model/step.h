/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a guest does, one step after the other. A list of steps is a byte of
 * kind, two of length, the lower one first, and so many bytes each: what the
 * fuzzer makes up, and what the unit tests leave as its corpus.
 */
#ifndef TESTS_NIC_HOST_STEP_H
#define TESTS_NIC_HOST_STEP_H

#include "guest.h"

/* Where a card's command queue, and both chains of mailboxes are */
#define STEP_BASE(card)	((card) * 0x8000)
#define STEP_CMDQ(card)	(STEP_BASE(card) + 0x1000)
#define STEP_IN(card)	(STEP_BASE(card) + 0x2000)
#define STEP_OUT(card)	(STEP_BASE(card) + 0x4000)
#define STEP_BLOCK	0x400
#define STEP_IN_MAX	(16 + 8 * 512)
#define STEP_OUT_MAX	(16 + 16 * 512)
/* Memory from here on is for rings and buffers. */
#define STEP_FREE	0x10000

#define STEP_SECOND	0x80	/* the second card, not the first */

enum step_kind {
	STEP_MEMORY,	/* address (4), bytes */
	STEP_WRITE,	/* offset (4), size (1), value (8) */
	STEP_READ,	/* offset (4), size (1) */
	STEP_FRAME,	/* from the wire */
	STEP_LINE,	/* of control */
	STEP_TIMER,
	STEP_COMMAND,	/* length of the output (2), input */
	STEP_RESET,
	STEP_LINK,	/* up (1) */
	STEP_KINDS,
};

uint64_t step_run(struct guest *guest, uint8_t kind, const uint8_t *p,
		  size_t len);
void step_run_all(struct guest *guest, const uint8_t *p, size_t len);

#endif /* TESTS_NIC_HOST_STEP_H */
