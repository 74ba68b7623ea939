/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What a machine does, one step after the other. A list of steps is a byte of
 * kind, two of length, the lower one first, and so many bytes each: what the
 * fuzzer makes up, and what the unit tests leave as its corpus.
 */
#ifndef TESTS_MODEL_ACTION_H
#define TESTS_MODEL_ACTION_H

#include "machine.h"

/* Where a card's command queue, and both chains of mailboxes are */
#define ACTION_BASE(card)	((card) * 0x8000)
#define ACTION_CMDQ(card)	(ACTION_BASE(card) + 0x1000)
#define ACTION_IN(card)	(ACTION_BASE(card) + 0x2000)
#define ACTION_OUT(card)	(ACTION_BASE(card) + 0x4000)
#define ACTION_BLOCK	0x400
#define ACTION_IN_MAX	(16 + 8 * 512)
#define ACTION_OUT_MAX	(16 + 16 * 512)
/* Memory from here on is for rings and buffers. */
#define ACTION_FREE	0x10000

#define ACTION_SECOND	0x80	/* the second card, not the first */

enum action_kind {
	ACTION_MEMORY,	/* address (4), bytes */
	ACTION_WRITE,	/* offset (4), size (1), value (8) */
	ACTION_READ,	/* offset (4), size (1) */
	ACTION_FRAME,	/* from the wire */
	ACTION_LINE,	/* of control */
	ACTION_TIMER,
	ACTION_COMMAND,	/* length of the output (2), input */
	ACTION_RESET,
	ACTION_LINK,	/* up (1) */
	ACTION_KINDS,
};

uint64_t action_run(struct machine *machine, uint8_t kind, const uint8_t *p,
		  size_t len);
void action_run_all(struct machine *machine, const uint8_t *p, size_t len);

#endif /* TESTS_MODEL_ACTION_H */
