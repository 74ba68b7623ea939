// SPDX-License-Identifier: GPL-2.0
/*
 * The command queue: 32 entries in the guest's memory. An entry has the first
 * 16 bytes of the input and of the output; chains of mailboxes have the rest.
 */
#include <stdlib.h>
#include <string.h>

#include "command_queue.h"
#include "commands.h"
#include "cx5.h"
#include "dma.h"
#include "eq.h"
#include "format.h"

#define INLINE_LEN	16
#define IN_MAX		(2 << 20)
#define OUT_MAX		(1 << 20)

/* Status of the delivery of a command. The command has a status of its own. */
enum {
	DELIVERY_OK = 0x0,
	DELIVERY_OUT_PTR = 0x4,
	DELIVERY_IN_PTR = 0x5,
	DELIVERY_FW = 0x6,
	DELIVERY_IN_LENGTH = 0x7,
	DELIVERY_OUT_LENGTH = 0x8,
};

/* Copies a chain of mailboxes to @buf, @len bytes. */
static int read_mailboxes(struct cx5 *cx5, u64 addr, u8 *buf, u32 len)
{
	struct mlx5_cmd_prot_block block;

	while (len) {
		u32 n = min(len, sizeof(block.data));

		if (cx5_read(cx5, addr, &block, sizeof(block)))
			return -1;
		memcpy(buf, block.data, n);
		buf += n;
		len -= n;
		addr = be64_to_cpu(block.next);
	}
	return 0;
}

static int write_mailboxes(struct cx5 *cx5, u64 addr, const u8 *buf, u32 len)
{
	const size_t next = offsetof(struct mlx5_cmd_prot_block, next);

	while (len) {
		u32 n = min(len, (u32)MLX5_CMD_DATA_BLOCK_SIZE);
		u64 link;

		if (cx5_write(cx5, addr, buf, n) ||
		    cx5_read(cx5, addr + next, &link, sizeof(link)))
			return -1;
		buf += n;
		len -= n;
		addr = be64_to_cpu(link);
	}
	return 0;
}

/* Returns the status of delivery. */
static u8 execute(struct cx5 *cx5, struct mlx5_cmd_layout *cmd, u32 inlen,
		  u32 outlen)
{
	u8 *in = calloc(1, inlen + INLINE_LEN);
	u8 *out = calloc(1, outlen + INLINE_LEN);
	u8 status = DELIVERY_FW;

	if (!in || !out)
		goto out;
	memcpy(in, cmd->in, INLINE_LEN);
	if (inlen > INLINE_LEN &&
	    read_mailboxes(cx5, be64_to_cpu(cmd->in_ptr), in + INLINE_LEN,
			   inlen - INLINE_LEN)) {
		status = DELIVERY_IN_PTR;
		goto out;
	}
	cx5_command_exec(cx5, in, inlen, out, outlen);
	memcpy(cmd->out, out, INLINE_LEN);
	status = DELIVERY_OK;
	if (outlen > INLINE_LEN &&
	    write_mailboxes(cx5, be64_to_cpu(cmd->out_ptr), out + INLINE_LEN,
			    outlen - INLINE_LEN))
		status = DELIVERY_OUT_PTR;
out:
	free(in);
	free(out);
	return status;
}

/* Executes the command in an entry. Returns false if there is none. */
static bool run_entry(struct cx5 *cx5, unsigned int index)
{
	u64 addr = cx5->cmdq + index * sizeof(struct mlx5_cmd_layout);
	struct mlx5_cmd_layout cmd;
	u32 inlen, outlen;
	u8 status;

	if (cx5_read(cx5, addr, &cmd, sizeof(cmd)) || !(cmd.status_own & 1))
		return false;
	inlen = be32_to_cpu(cmd.inlen);
	outlen = be32_to_cpu(cmd.outlen);
	/* 8 bytes hold opcode and modifier, or status and syndrome. */
	if (inlen < 8 || inlen > IN_MAX)
		status = DELIVERY_IN_LENGTH;
	else if (outlen < 8 || outlen > OUT_MAX)
		status = DELIVERY_OUT_LENGTH;
	else
		status = execute(cx5, &cmd, inlen, outlen);
	/* Write the owner bit last: it tells the driver to read the output. */
	cx5_write(cx5, addr + offsetof(struct mlx5_cmd_layout, out), cmd.out,
		  sizeof(cmd.out));
	cmd.status_own = status << 1;
	cx5_write(cx5, addr + offsetof(struct mlx5_cmd_layout, status_own),
		  &cmd.status_own, 1);
	return true;
}

/**
 * cx5_cmdq_run() - execute commands
 * @cx5: the card
 * @vector: entries that may hold a command, by bit
 *
 * Commands beyond the budget wait for the timer.
 */
void cx5_cmdq_run(struct cx5 *cx5, u32 vector)
{
	/*
	 * Look before: the driver polls for the command that creates the event
	 * queue of such events.
	 */
	bool wanted = cx5_event_wanted(cx5, MLX5_EVENT_TYPE_CMD);
	u32 done = 0;

	if (!cx5->cmdq) {
		cx5_trace(cx5, "cmd: doorbell before the queue has an address");
		return;
	}
	while (vector && !nic_budget_over(&cx5->nic)) {
		unsigned int i = __builtin_ctz(vector);

		if (run_entry(cx5, i))
			done |= BIT(i);
		vector &= ~BIT(i);
	}
	if (vector)
		nic_work_put_commands(&cx5->nic, vector);
	if (done && wanted) {
		__be32 data = cpu_to_be32(done);

		cx5_event_async(cx5, MLX5_EVENT_TYPE_CMD, 0, &data,
				sizeof(data));
	}
}

/**
 * cx5_cmdq_ring() - ring the doorbell of the command queue
 * @cx5: the card
 * @vector: entries that hold a command, by bit
 */
void cx5_cmdq_ring(struct cx5 *cx5, u32 vector)
{
	if (nic_work_waits(&cx5->nic))
		nic_work_put_commands(&cx5->nic, vector);
	else
		cx5_cmdq_run(cx5, vector);
}
