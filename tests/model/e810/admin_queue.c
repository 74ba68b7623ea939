// SPDX-License-Identifier: GPL-2.0
/* Executes a command by the card's admin queue. */
#include <string.h>

#include "nic/e810/ice_format.h"

#include "admin_queue.h"

#define ENTRIES	2

static void run_command(struct machine *machine, unsigned int card,
			const u8 *p, size_t len)
{
	struct AQ_STRUCT(aq_desc) *desc =
		(void *)(machine->memory + ADMIN_RING(card));
	struct nic *nic = machine_nic(machine, card);
	struct admin_command cmd = { 0 };
	size_t n = 0;

	memcpy(&cmd, p, min(len, sizeof(cmd)));
	if (len > sizeof(cmd))
		n = min(len - sizeof(cmd), (size_t)AQ_BUFFER_MAX);
	memset(desc, 0, sizeof(*desc));
	desc->opcode = cpu_to_le16(cmd.opcode);
	memcpy(desc->params.raw, cmd.params, sizeof(cmd.params));
	if (cmd.room) {
		memset(machine->memory + ADMIN_BUFFER(card), 0, AQ_BUFFER_MAX);
		memcpy(machine->memory + ADMIN_BUFFER(card),
		       p + sizeof(cmd), n);
		desc->flags = cpu_to_le16(AQ_FLAG(BUF) | AQ_FLAG(RD));
		desc->datalen = cpu_to_le16(cmd.room);
		desc->params.generic.addr_low = cpu_to_le32(ADMIN_BUFFER(card));
		desc->params.generic.addr_high = 0;
	}
	nic_mmio_write(nic, PF_FW_ATQBAL, ADMIN_RING(card), 4);
	nic_mmio_write(nic, PF_FW_ATQLEN, ENTRIES | PF_FW_ATQLEN_ATQENABLE_M,
		       4);
	nic_mmio_write(nic, PF_FW_ATQH, 0, 4);
	nic_mmio_write(nic, PF_FW_ATQT, 1, 4);
}

const struct target e810 = {
	.model = &nic_e810,
	.command = run_command,
};
