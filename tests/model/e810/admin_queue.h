/* SPDX-License-Identifier: GPL-2.0 */
/* The admin queue of a card under test, at fixed addresses. */
#ifndef TESTS_MODEL_E810_ADMIN_QUEUE_H
#define TESTS_MODEL_E810_ADMIN_QUEUE_H

#include "tests/model/machine.h"

#define ADMIN_BASE(card)	((card) * 0x8000)
#define ADMIN_RING(card)	(ADMIN_BASE(card) + 0x1000)
#define ADMIN_BUFFER(card)	(ADMIN_BASE(card) + 0x2000)
#define ADMIN_EVENTS(card)	(ADMIN_BASE(card) + 0x4000)
#define ADMIN_EVENT_BUFFER(card) (ADMIN_BASE(card) + 0x5000)
/* Memory from here on is free for rings and buffers. */
#define ADMIN_END		0x10000

/**
 * struct admin_command - the arguments of an ACTION_COMMAND, before the data
 * @room: bytes of the buffer, 0: a direct command
 * @opcode: the command
 * @params: its parameters
 */
struct admin_command {
	uint16_t room;
	uint16_t opcode;
	uint8_t params[16];
};

extern const struct target e810;

#endif /* TESTS_MODEL_E810_ADMIN_QUEUE_H */
