/* SPDX-License-Identifier: GPL-2.0 */
/* The command queue and its mailboxes, at fixed addresses of each card. */
#ifndef TESTS_MODEL_CONNECTX5_MAILBOXES_H
#define TESTS_MODEL_CONNECTX5_MAILBOXES_H

#include "tests/model/machine.h"

#define MAILBOX_BASE(card)	((card) * 0x8000)
#define MAILBOX_CMDQ(card)	(MAILBOX_BASE(card) + 0x1000)
#define MAILBOX_IN(card)	(MAILBOX_BASE(card) + 0x2000)
#define MAILBOX_OUT(card)	(MAILBOX_BASE(card) + 0x4000)
#define MAILBOX_SIZE		0x400
#define MAILBOX_IN_MAX		(16 + 8 * 512)
#define MAILBOX_OUT_MAX		(16 + 16 * 512)
/* Memory from here on is free for rings and buffers. */
#define MAILBOX_END		0x10000

extern const struct target connectx5;

#endif /* TESTS_MODEL_CONNECTX5_MAILBOXES_H */
