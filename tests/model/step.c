// SPDX-License-Identifier: GPL-2.0
/* What a guest does, one step after the other. */
#include <string.h>

#include "step.h"
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
static void chain(struct guest *guest, uint64_t at, uint64_t end)
{
	for (uint64_t block = at; block < end; block += STEP_BLOCK)
		put_be64(guest->memory + block +
			 offsetof(struct mlx5_cmd_prot_block, next),
			 block + STEP_BLOCK < end ? block + STEP_BLOCK : at);
}

static void run_command(struct guest *guest, unsigned int card,
			const uint8_t *p, size_t len)
{
	struct mlx5_cmd_layout *cmd =
		(void *)(guest->memory + STEP_CMDQ(card));
	struct nic *nic = guest_nic(guest, card);
	size_t n = min(len - 2, (size_t)STEP_IN_MAX);

	memset(cmd, 0, sizeof(*cmd));
	chain(guest, STEP_IN(card), STEP_OUT(card));
	chain(guest, STEP_OUT(card), STEP_BASE(card) + 0x8000);
	memcpy(cmd->in, p + 2, min(n, sizeof(cmd->in)));
	for (size_t off = 16; off < n; off += 512)
		memcpy(guest->memory + STEP_IN(card) +
		       off / 512 * STEP_BLOCK, p + 2 + off,
		       min(n - off, (size_t)512));
	cmd->inlen = cpu_to_be32(n);
	cmd->outlen = cpu_to_be32(min(number(p, 2), (u64)STEP_OUT_MAX));
	cmd->in_ptr = cpu_to_be64(STEP_IN(card));
	cmd->out_ptr = cpu_to_be64(STEP_OUT(card));
	cmd->status_own = 1;
	nic_mmio_write(nic, CMDQ_HIGH, 0, 4);
	nic_mmio_write(nic, CMDQ_LOW, htobe32(STEP_CMDQ(card)), 4);
	nic_mmio_write(nic, CMD_DBELL, htobe32(1), 4);
}

static void run_memory(struct guest *guest, const uint8_t *p, size_t len)
{
	size_t at = number(p, 4) % GUEST_MEMORY;

	len = min(len - 4, GUEST_MEMORY - at);
	memcpy(guest->memory + at, p + 4, len);
}

static void run_line(struct guest *guest, struct nic *nic, const uint8_t *p,
		     size_t len)
{
	char line[8192];

	len = min(len, sizeof(line) - 1);
	memcpy(line, p, len);
	line[len] = '\0';
	guest->said_len = 0;
	guest->said[0] = '\0';
	nic_control(nic, line);
}

static void run_timer(struct guest *guest, struct guest_card *card)
{
	if (!card->when)
		return;
	guest->clock = max(guest->clock, card->when);
	card->when = 0;
	nic_timer(card->nic);
}

/**
 * step_run() - do one step
 * @guest: the machine
 * @kind: STEP_..., with STEP_SECOND or without
 * @p: what it says
 * @len: bytes of it; a step that is too short is none
 *
 * Return: what was read, or 0.
 */
uint64_t step_run(struct guest *guest, uint8_t kind, const uint8_t *p,
		  size_t len)
{
	static const size_t least[] = { 4, 13, 5, 0, 0, 0, 2, 0, 1 };
	unsigned int n = kind & STEP_SECOND ? 1 : 0;
	struct nic *nic = guest_nic(guest, n);
	struct guest_card *card = &guest->card[n];

	kind = (kind & ~STEP_SECOND) % STEP_KINDS;
	card->dma = 0;
	if (len < least[kind])
		return 0;
	switch (kind) {
	case STEP_MEMORY:
		run_memory(guest, p, len);
		break;
	case STEP_WRITE:
		nic_mmio_write(nic, number(p, 4), number(p + 5, 8),
			       1 << (p[4] & 3));
		break;
	case STEP_READ:
		return nic_mmio_read(nic, number(p, 4), 1 << (p[4] & 3));
	case STEP_FRAME:
		nic_wire_rx(nic, p, len);
		break;
	case STEP_LINE:
		run_line(guest, nic, p, len);
		break;
	case STEP_TIMER:
		run_timer(guest, card);
		break;
	case STEP_COMMAND:
		run_command(guest, n, p, len);
		break;
	case STEP_RESET:
		nic_reset(nic);
		break;
	case STEP_LINK:
		nic_wire_link(nic, *p & 1);
		break;
	}
	return 0;
}

/**
 * step_run_all() - do a list of steps
 * @guest: the machine
 * @p: the list
 * @len: bytes of it; the last step may be cut
 */
void step_run_all(struct guest *guest, const uint8_t *p, size_t len)
{
	while (len >= 3) {
		size_t n = min((size_t)number(p + 1, 2), len - 3);

		step_run(guest, p[0], p + 3, n);
		p += 3 + n;
		len -= 3 + n;
	}
}
