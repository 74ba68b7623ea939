// SPDX-License-Identifier: GPL-2.0
/*
 * libFuzzer target: a guest that does whatever comes to its mind. The input is
 * a list of steps, a byte of kind and a byte of length each:
 *	0 a command, by its number in a list of opcodes, with its input
 *	1 bytes to memory, at an address of two bytes, in units of 16
 *	2 a doorbell: its register, then the value
 *	3 a frame from the wire
 *	4 a line of control
 *	5 a read of a register
 */
#include <string.h>

#include "guest.h"
#include "fmt.h"

#define CMDQ		0x1000
#define MAILBOXES	0x2000
#define BLOCK		0x400
#define BLOCKS		4

static const uint16_t opcodes[] = {
	MLX5_CMD_OP_CREATE_EQ, MLX5_CMD_OP_CREATE_CQ, MLX5_CMD_OP_CREATE_RQ,
	MLX5_CMD_OP_CREATE_SQ, MLX5_CMD_OP_CREATE_MKEY, MLX5_CMD_OP_CREATE_TIR,
	MLX5_CMD_OP_CREATE_RQT, MLX5_CMD_OP_CREATE_FLOW_TABLE,
	MLX5_CMD_OP_CREATE_FLOW_GROUP, MLX5_CMD_OP_SET_FLOW_TABLE_ENTRY,
	MLX5_CMD_OP_SET_FLOW_TABLE_ROOT, MLX5_CMD_OP_MODIFY_RQ,
	MLX5_CMD_OP_MODIFY_SQ, MLX5_CMD_OP_MODIFY_TIR, MLX5_CMD_OP_MODIFY_RQT,
	MLX5_CMD_OP_MODIFY_FLOW_TABLE, MLX5_CMD_OP_DESTROY_EQ,
	MLX5_CMD_OP_DESTROY_CQ, MLX5_CMD_OP_DESTROY_RQ, MLX5_CMD_OP_DESTROY_SQ,
	MLX5_CMD_OP_DESTROY_MKEY, MLX5_CMD_OP_DESTROY_TIR,
	MLX5_CMD_OP_DESTROY_RQT, MLX5_CMD_OP_DESTROY_FLOW_TABLE,
	MLX5_CMD_OP_DESTROY_FLOW_GROUP, MLX5_CMD_OP_DELETE_FLOW_TABLE_ENTRY,
	MLX5_CMD_OP_ACCESS_REG, MLX5_CMD_OP_QUERY_HCA_CAP,
	MLX5_CMD_OP_QUERY_RQ, MLX5_CMD_OP_QUERY_SQ, MLX5_CMD_OP_QUERY_CQ,
	MLX5_CMD_OP_QUERY_EQ, MLX5_CMD_OP_QUERY_TIR, MLX5_CMD_OP_TEARDOWN_HCA,
	MLX5_CMD_OP_ALLOC_FLOW_COUNTER, MLX5_CMD_OP_QUERY_FLOW_COUNTER,
	MLX5_CMD_OP_ALLOC_Q_COUNTER, MLX5_CMD_OP_QUERY_Q_COUNTER,
	MLX5_CMD_OP_QUERY_NIC_VPORT_CONTEXT,
	MLX5_CMD_OP_MODIFY_NIC_VPORT_CONTEXT,
	MLX5_CMD_OP_QUERY_VPORT_COUNTER, MLX5_CMD_OP_QUERY_VPORT_STATE,
};

/* Else nothing would ever be received: ACCESS_REG, a write of PAOS. */
static const uint8_t port_up[] = {
	26, 2, 0, 0, 0, 0, 0, 0, 0x50, 0x06, 0, 0, 0, 0, 0, 1, 1,
};

static void chain(struct guest *guest, uint64_t at)
{
	for (int i = 0; i < BLOCKS; i++) {
		uint8_t *block = guest->memory + at + i * BLOCK;

		put_be64(block + offsetof(struct mlx5_cmd_prot_block, next),
			 at + (i + 1) % BLOCKS * BLOCK);
	}
}

/* The rest of a command's input is what the last one left there. */
static void step_command(struct guest *guest, const uint8_t *p, size_t len)
{
	struct mlx5_cmd_layout *cmd = (void *)(guest->memory + CMDQ);
	uint8_t head[16] = { 0 };

	if (len < 3)
		return;
	memcpy(head + 4, p + 2, min(len - 2, (size_t)12));
	put_be16(head, opcodes[p[0] % ARRAY_SIZE(opcodes)]);
	memset(cmd, 0, sizeof(*cmd));
	memcpy(cmd->in, head, sizeof(head));
	cmd->inlen = cpu_to_be32(16 + p[1] * 8);
	cmd->outlen = cpu_to_be32(16 + 272);
	cmd->in_ptr = cpu_to_be64(MAILBOXES);
	cmd->out_ptr = cpu_to_be64(MAILBOXES + BLOCKS * BLOCK);
	cmd->status_own = 1;
	chain(guest, MAILBOXES);
	chain(guest, MAILBOXES + BLOCKS * BLOCK);
	if (len > 14)
		memcpy(guest->memory + MAILBOXES, p + 14, len - 14);
	nic_mmio_write(guest->nic, 0x18, 0x01000000, 4);
}

static void step_memory(struct guest *guest, const uint8_t *p, size_t len)
{
	size_t at = len < 2 ? 0 : get_be16(p) * 16;

	if (len > 2 && at + len <= GUEST_MEMORY)
		memcpy(guest->memory + at, p + 2, len - 2);
}

static void step_doorbell(struct guest *guest, const uint8_t *p, size_t len)
{
	static const uint16_t regs[] = { 0x40, 0x48, 0x20, 0x800, 0xa00 };
	uint64_t val = 0;

	if (len < 2)
		return;
	memcpy(&val, p + 1, min(len - 1, sizeof(val)));
	nic_mmio_write(guest->nic, (16 << 12) + regs[p[0] % 5], val,
		       p[0] & 0x80 ? 4 : 8);
}

static void step_control(struct guest *guest, const uint8_t *p, size_t len)
{
	char line[256];

	memcpy(line, p, len);
	line[len] = '\0';
	nic_control(guest->nic, line);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct guest *guest = guest_new(&nic_connectx5);

	nic_mmio_write(guest->nic, 0x14, be32toh(CMDQ), 4);
	step_command(guest, port_up, sizeof(port_up));
	while (size >= 2) {
		size_t len = min((size_t)data[1], size - 2);
		const uint8_t *p = data + 2;

		switch (data[0] % 6) {
		case 0:
			step_command(guest, p, len);
			break;
		case 1:
			step_memory(guest, p, len);
			break;
		case 2:
			step_doorbell(guest, p, len);
			break;
		case 3:
			nic_wire_rx(guest->nic, p, len);
			break;
		case 4:
			step_control(guest, p, len);
			break;
		case 5:
			nic_mmio_read(guest->nic, len > 1 ? get_be16(p) : 0,
				      1 << (data[1] & 3));
			break;
		}
		data += 2 + len;
		size -= 2 + len;
	}
	guest_free(guest);
	return 0;
}
