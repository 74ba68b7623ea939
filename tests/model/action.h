/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The actions of a guest, as bytes. Each action is a byte of kind, the length
 * in two bytes, little endian, and the arguments of that length. The fuzzer
 * makes up lists of actions, and the unit tests leave theirs as its corpus.
 */
#ifndef TESTS_MODEL_ACTION_H
#define TESTS_MODEL_ACTION_H

#include "tests/model/machine.h"

#define ACTION_SECOND	0x80	/* act on the second card */
#define ACTIONS_MAX	(1 << 20)

enum action_kind {
	ACTION_MEMORY,	/* address (4), bytes */
	ACTION_WRITE,	/* offset (4), size (1), value (8) */
	ACTION_READ,	/* offset (4), size (1) */
	ACTION_FRAME,	/* a frame from the wire */
	ACTION_LINE,	/* a line of the control socket */
	ACTION_TIMER,
	ACTION_COMMAND,	/* length of the output (2), input */
	ACTION_RESET,
	ACTION_LINK,	/* up (1) */
	ACTION_KINDS,
};

/**
 * struct action_list - a list of actions
 * @bytes: the actions
 * @len: number of bytes
 */
struct action_list {
	uint8_t bytes[ACTIONS_MAX];
	size_t len;
};

uint64_t action_run(struct machine *machine, uint8_t kind, const uint8_t *p,
		    size_t len);
void action_run_all(struct machine *machine, const uint8_t *p, size_t len);
void action_append(struct action_list *list, uint8_t kind, const void *p,
		   size_t len);

#endif /* TESTS_MODEL_ACTION_H */
