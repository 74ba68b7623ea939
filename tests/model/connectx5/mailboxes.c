// SPDX-License-Identifier: GPL-2.0
/* Executes a command by the card's command queue. */
#include <string.h>

#include "nic/connectx5/format.h"

#include "mailboxes.h"

#define CMDQ_HIGH	0x10
#define CMDQ_LOW	0x14
#define CMD_DBELL	0x18

/* Links the mailboxes of a range. The last one links to the first. */
static void chain(struct machine *machine, uint64_t at, uint64_t end)
{
	for (uint64_t box = at; box < end; box += MAILBOX_SIZE)
		put_be64(machine->memory + box +
			 offsetof(struct mlx5_cmd_prot_block, next),
			 box + MAILBOX_SIZE < end ? box + MAILBOX_SIZE : at);
}

/* @p: the length of the output, in two bytes, little endian, and the input */
static void run_command(struct machine *machine, unsigned int card,
			const u8 *p, size_t len)
{
	struct mlx5_cmd_layout *cmd =
		(void *)(machine->memory + MAILBOX_CMDQ(card));
	struct nic *nic = machine_nic(machine, card);
	size_t n = min(len - 2, (size_t)MAILBOX_IN_MAX);

	memset(cmd, 0, sizeof(*cmd));
	chain(machine, MAILBOX_IN(card), MAILBOX_OUT(card));
	chain(machine, MAILBOX_OUT(card), MAILBOX_BASE(card) + 0x8000);
	memcpy(cmd->in, p + 2, min(n, sizeof(cmd->in)));
	for (size_t off = 16; off < n; off += 512)
		memcpy(machine->memory + MAILBOX_IN(card) +
		       off / 512 * MAILBOX_SIZE, p + 2 + off,
		       min(n - off, (size_t)512));
	cmd->inlen = cpu_to_be32(n);
	cmd->outlen = cpu_to_be32(min(p[0] | p[1] << 8, MAILBOX_OUT_MAX));
	cmd->in_ptr = cpu_to_be64(MAILBOX_IN(card));
	cmd->out_ptr = cpu_to_be64(MAILBOX_OUT(card));
	cmd->status_own = 1;
	nic_mmio_write(nic, CMDQ_HIGH, 0, 4);
	nic_mmio_write(nic, CMDQ_LOW, htobe32(MAILBOX_CMDQ(card)), 4);
	nic_mmio_write(nic, CMD_DBELL, htobe32(1), 4);
}

const struct target connectx5 = {
	.model = &nic_connectx5,
	.command = run_command,
};
