// SPDX-License-Identifier: GPL-2.0
/*
 * BAR 0: a table of the registers at its start, the initialization segment.
 * From page 16 on there are doorbell pages (uar.c). Registers have 32 bits, big
 * endian.
 */
#include "nic/bytes.h"

#include "command_queue.h"
#include "cx5.h"
#include "firmware.h"
#include "internal_timer.h"
#include "mmio.h"
#include "uar.h"

#define CMDIF_REV	5
#define CMD_LOG_ENTRIES	5
#define CMD_LOG_STRIDE	6
#define HEALTH_TICK_NS	10000000
#define UAR_START	(16 << 12)

#define ISEG(member)	offsetof(struct mlx5_init_seg, member)

static u32 read_fw_rev(struct cx5 *cx5)
{
	return CX5_FW_MINOR << 16 | CX5_FW_MAJOR;
}

static u32 read_cmdif_rev(struct cx5 *cx5)
{
	return CMDIF_REV << 16 | CX5_FW_SUB;
}

static u32 read_cmdq_high(struct cx5 *cx5)
{
	return cx5->cmdq >> 32;
}

static u32 read_cmdq_low(struct cx5 *cx5)
{
	return (cx5->cmdq & 0xfffff000) | CMD_LOG_ENTRIES << 4 | CMD_LOG_STRIDE;
}

static void write_cmdq_high(struct cx5 *cx5, u32 val)
{
	cx5->cmdq = (u64)val << 32 | (u32)cx5->cmdq;
}

static void write_cmdq_low(struct cx5 *cx5, u32 val)
{
	cx5->cmdq = (cx5->cmdq & ~0xffffffffULL) | (val & 0xfffff000);
}

static u32 read_timer_high(struct cx5 *cx5)
{
	return cx5_ticks(cx5_now(cx5)) >> 32;
}

static u32 read_timer_low(struct cx5 *cx5)
{
	return cx5_ticks(cx5_now(cx5));
}

/* The driver gives up a card whose counter stands still. */
static u32 read_health(struct cx5 *cx5)
{
	u64 now = cx5->faults.health_stopped ? cx5->faults.health_at :
					       cx5_now(cx5);

	return (now / HEALTH_TICK_NS) & 0xffffff;
}

static u32 read_fw_ver(struct cx5 *cx5)
{
	return CX5_FW_VERSION;
}

/* Any other register reads 0 and ignores writes, and is traced. */
static const struct {
	u32 off;
	u32 (*read)(struct cx5 *cx5);
	void (*write)(struct cx5 *cx5, u32 val);
} regs[] = {
	{ .off = ISEG(fw_rev), .read = read_fw_rev },
	{ .off = ISEG(cmdif_rev_fw_sub), .read = read_cmdif_rev },
	{ .off = ISEG(cmdq_addr_h), .read = read_cmdq_high,
	  .write = write_cmdq_high },
	{ .off = ISEG(cmdq_addr_l_sz), .read = read_cmdq_low,
	  .write = write_cmdq_low },
	{ .off = ISEG(cmd_dbell), .write = cx5_cmdq_ring },
	/* 0: initialization is over at once. */
	{ .off = ISEG(initializing) },
	{ .off = ISEG(health.fw_ver), .read = read_fw_ver },
	{ .off = ISEG(internal_timer_h), .read = read_timer_high },
	{ .off = ISEG(internal_timer_l), .read = read_timer_low },
	{ .off = ISEG(health_counter), .read = read_health },
};

static u32 read32(struct cx5 *cx5, u32 off)
{
	for (size_t i = 0; i < ARRAY_SIZE(regs); i++)
		if (regs[i].off == off)
			return regs[i].read ? regs[i].read(cx5) : 0;
	/* The driver reads the health buffer often: do not trace that. */
	if (off < ISEG(health) ||
	    off >= ISEG(health) + sizeof(struct health_buffer))
		cx5_trace(cx5, "mmio: read of unknown register %#x", off);
	return 0;
}

static void write32(struct cx5 *cx5, u32 off, u32 val)
{
	for (size_t i = 0; i < ARRAY_SIZE(regs); i++) {
		if (regs[i].off != off || !regs[i].write)
			continue;
		regs[i].write(cx5, val);
		return;
	}
	cx5_trace(cx5, "mmio: write of %#x to unknown register %#x", val, off);
}

/* A read may cover a part of a register. */
u64 cx5_mmio_read(struct nic *nic, u64 off, unsigned int size)
{
	struct cx5 *cx5 = (struct cx5 *)nic;
	u64 start = off & ~3ULL;
	u8 bytes[12];
	u64 val = 0;

	if (off >= UAR_START)
		return 0;
	for (unsigned int i = 0; start + i < off + size; i += 4)
		put_be32(bytes + i, read32(cx5, start + i));
	memcpy(&val, bytes + (off - start), size);
	return le64toh(val);
}

void cx5_mmio_write(struct nic *nic, u64 off, u64 val, unsigned int size)
{
	struct cx5 *cx5 = (struct cx5 *)nic;
	u8 bytes[8];

	if (off >= UAR_START) {
		cx5_uar_write(cx5, off, val, size);
		return;
	}
	val = htole64(val);
	memcpy(bytes, &val, sizeof(val));
	if (off % 4 || size < 4) {
		cx5_trace(cx5, "mmio: write of %u bytes to %#llx", size,
			  (unsigned long long)off);
		return;
	}
	for (unsigned int i = 0; i < size; i += 4)
		write32(cx5, off + i, get_be32(bytes + i));
}
