// SPDX-License-Identifier: GPL-2.0
/* What a machine does, one step after the other. */
#include <string.h>

#include "action.h"
#include "nic/connectx5/format.h"

#define CMDQ_HIGH	0x10
#define CMDQ_LOW	0x14
#define CMD_DBELL	0x18

static uint64_t number(const uint8_t *p, size_t bytes)
{
	uint64_t val = 0;

	while (bytes--)
		val = val << 8 | p[bytes];
	return val;
}

/* Mailboxes that follow each other, the last one by the first. */
static void chain(struct machine *machine, uint64_t at, uint64_t end)
{
	for (uint64_t block = at; block < end; block += ACTION_BLOCK)
		put_be64(machine->memory + block +
			 offsetof(struct mlx5_cmd_prot_block, next),
			 block + ACTION_BLOCK < end ? block + ACTION_BLOCK : at);
}

static void run_command(struct machine *machine, unsigned int card,
			const uint8_t *p, size_t len)
{
	struct mlx5_cmd_layout *cmd =
		(void *)(machine->memory + ACTION_CMDQ(card));
	struct nic *nic = machine_nic(machine, card);
	size_t n = min(len - 2, (size_t)ACTION_IN_MAX);

	memset(cmd, 0, sizeof(*cmd));
	chain(machine, ACTION_IN(card), ACTION_OUT(card));
	chain(machine, ACTION_OUT(card), ACTION_BASE(card) + 0x8000);
	memcpy(cmd->in, p + 2, min(n, sizeof(cmd->in)));
	for (size_t off = 16; off < n; off += 512)
		memcpy(machine->memory + ACTION_IN(card) +
		       off / 512 * ACTION_BLOCK, p + 2 + off,
		       min(n - off, (size_t)512));
	cmd->inlen = cpu_to_be32(n);
	cmd->outlen = cpu_to_be32(min(number(p, 2), (u64)ACTION_OUT_MAX));
	cmd->in_ptr = cpu_to_be64(ACTION_IN(card));
	cmd->out_ptr = cpu_to_be64(ACTION_OUT(card));
	cmd->status_own = 1;
	nic_mmio_write(nic, CMDQ_HIGH, 0, 4);
	nic_mmio_write(nic, CMDQ_LOW, htobe32(ACTION_CMDQ(card)), 4);
	nic_mmio_write(nic, CMD_DBELL, htobe32(1), 4);
}

static void run_memory(struct machine *machine, const uint8_t *p, size_t len)
{
	size_t at = number(p, 4) % MACHINE_MEMORY;

	len = min(len - 4, MACHINE_MEMORY - at);
	memcpy(machine->memory + at, p + 4, len);
}

static void run_line(struct machine *machine, struct nic *nic, const uint8_t *p,
		     size_t len)
{
	char line[8192];

	len = min(len, sizeof(line) - 1);
	memcpy(line, p, len);
	line[len] = '\0';
	machine->said_len = 0;
	machine->said[0] = '\0';
	nic_control(nic, line);
}

static void run_timer(struct machine *machine, struct machine_card *card)
{
	if (!card->when)
		return;
	machine->clock = max(machine->clock, card->when);
	card->when = 0;
	nic_timer(card->nic);
}

/**
 * action_run() - do one step
 * @machine: the machine
 * @kind: ACTION_..., with ACTION_SECOND or without
 * @p: what it says
 * @len: bytes of it; a step that is too short is none
 *
 * Return: what was read, or 0.
 */
uint64_t action_run(struct machine *machine, uint8_t kind, const uint8_t *p,
		  size_t len)
{
	static const size_t least[] = { 4, 13, 5, 0, 0, 0, 2, 0, 1 };
	unsigned int n = kind & ACTION_SECOND ? 1 : 0;
	struct nic *nic = machine_nic(machine, n);
	struct machine_card *card = &machine->card[n];

	kind = (kind & ~ACTION_SECOND) % ACTION_KINDS;
	card->dma = 0;
	if (len < least[kind])
		return 0;
	switch (kind) {
	case ACTION_MEMORY:
		run_memory(machine, p, len);
		break;
	case ACTION_WRITE:
		nic_mmio_write(nic, number(p, 4), number(p + 5, 8),
			       1 << (p[4] & 3));
		break;
	case ACTION_READ:
		return nic_mmio_read(nic, number(p, 4), 1 << (p[4] & 3));
	case ACTION_FRAME:
		nic_wire_rx(nic, p, len);
		break;
	case ACTION_LINE:
		run_line(machine, nic, p, len);
		break;
	case ACTION_TIMER:
		run_timer(machine, card);
		break;
	case ACTION_COMMAND:
		run_command(machine, n, p, len);
		break;
	case ACTION_RESET:
		nic_reset(nic);
		break;
	case ACTION_LINK:
		nic_wire_link(nic, *p & 1);
		break;
	}
	return 0;
}

/**
 * action_run_all() - do a list of steps
 * @machine: the machine
 * @p: the list
 * @len: bytes of it; the last step may be cut
 */
void action_run_all(struct machine *machine, const uint8_t *p, size_t len)
{
	while (len >= 3) {
		size_t n = min((size_t)number(p + 1, 2), len - 3);

		action_run(machine, p[0], p + 3, n);
		p += 3 + n;
		len -= 3 + n;
	}
}
