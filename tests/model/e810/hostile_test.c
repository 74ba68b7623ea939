// SPDX-License-Identifier: GPL-2.0
/* A hostile guest: numbers out of range, rings without end, garbage. */
#include <stdlib.h>
#include <string.h>

#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define ALL_ONES	0xffffffffU

/* Each command with a buffer of ones, and with none */
static void commands(struct driver *drv)
{
	u8 ones[512];

	memset(ones, 0xff, sizeof(ones));
	driver_start(drv);
	for (u32 opcode = 0; opcode < 0x1000; opcode++) {
		driver_cmd(drv, opcode, ones, 16, ones, sizeof(ones), 512);
		driver_cmd(drv, opcode, ones, 16, NULL, 0, 0);
		driver_cmd(drv, opcode, NULL, 0, ones, sizeof(ones), 4096);
	}
	EXPECT_EQ(0, driver_cmd(drv, 1, NULL, 0, NULL, 0, 0));
}

/* Each register of the BAR, in steps, with ones and zeros */
static void registers(struct driver *drv)
{
	driver_start(drv);
	for (u32 off = 0; off < 32 << 20; off += 0x1f4) {
		driver_write32(drv, off & ~3U, ALL_ONES);
		driver_read(drv, off & ~3U, 3);
		driver_write32(drv, off & ~3U, 0);
	}
	driver_finish(drv, 100);
	driver_act(drv, ACTION_RESET, NULL, 0);
	EXPECT_EQ(0, driver_cmd(drv, 1, NULL, 0, NULL, 0, 0));
}

/* A control queue of the greatest length, whose descriptors are all the same */
static void queue_without_end(struct driver *drv)
{
	driver_write32(drv, PF_FW_ATQBAL, 0);
	driver_write32(drv, PF_FW_ATQLEN, 0x3ff | PF_FW_ATQLEN_ATQENABLE_M);
	driver_write32(drv, PF_FW_ATQT, 0x3fe);
	EXPECT(driver_finish(drv, 100) < 100);
	EXPECT_EQ(0x3fe, driver_read(drv, PF_FW_ATQH, 2));
}

#define LARGE_PIECES	8
#define LARGE_LEN	(LARGE_PIECES * 16383)
#define LARGE_SEGMENTS	((LARGE_LEN - 54 + 63) / 64)

static u64 data_qw1(u32 cmd)
{
	return (u64)cmd << ICE_TXD_QW1_CMD_S |
	       16383ULL << ICE_TXD_QW1_TX_BUF_SZ_S |
	       (u64)(7 | 5 << 7 | 5 << 14) << ICE_TXD_QW1_OFFSET_S;
}

/* A large send of 2048 segments, in nine descriptors */
static void large_send(struct driver *drv, u32 at)
{
	const u32 cmd = ICE_TX_DESC_CMD_IIPT_IPV4_CSUM |
			ICE_TX_DESC_CMD_L4T_EOFT_TCP;

	driver_tx_desc(drv, 0, ICE_TX_DESC_DTYPE_CTX |
		       ICE_TX_CTX_DESC_TSO << ICE_TXD_CTX_QW1_CMD_S |
		       64ULL << ICE_TXD_CTX_QW1_MSS_S);
	for (u32 i = 0; i < LARGE_PIECES; i++)
		driver_tx_desc(drv, at, data_qw1(i < LARGE_PIECES - 1 ? cmd :
						 cmd | ICE_TX_DESC_CMD_EOP));
}

/* Sends that fill the budget wait for the timer, and all are sent. */
static void sends_without_end(struct driver *drv)
{
	const u32 n = TX_ENTRIES / (LARGE_PIECES + 1);
	u32 at;

	driver_start(drv);
	at = driver_take(drv, 16383);
	driver_put(drv, at, frame_tcp, 54);
	for (u32 i = 0; i < n; i++)
		large_send(drv, at);
	driver_tx_ring(drv);
	EXPECT(drv->machine->card[0].sent < n * LARGE_SEGMENTS);
	EXPECT(driver_finish(drv, 100) > 0);
	EXPECT_EQ(n * LARGE_SEGMENTS, drv->machine->card[0].sent);
}

/* A frame of more data than the longest large send is not sent. */
static void frame_too_long(struct driver *drv)
{
	u32 at;

	driver_start(drv);
	at = driver_take(drv, 16383);
	for (u32 i = 0; i < 10; i++)
		driver_tx_desc(drv, at, 16383ULL << ICE_TXD_QW1_TX_BUF_SZ_S |
			       (i == 9 ? ICE_TX_DESC_CMD_EOP : 0ULL) <<
			       ICE_TXD_QW1_CMD_S);
	driver_tx_ring(drv);
	EXPECT_EQ(0, drv->machine->card[0].sent);
	EXPECT(strstr(driver_say(drv, "queues"), "errors=1"));
}

/* Sections of a package past its end, at an odd offset, with too many entries */
static void sections(struct driver *drv)
{
	static const struct {
		u16 offset, size, count, first;
	} bad[] = {
		{ 13, 8, 1, 0 }, { 8, 8, 1, 0 }, { 12, 4080, 1, 0 },
		{ 12, 8, 5, 0 }, { 12, 8, 4, 1021 }, { 12, 3, 0, 0 },
		{ 12, 0, 0, 0 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(bad); i++) {
		struct {
			__le16 n, end;
			__le32 type;
			__le16 offset, size, count, first;
			u8 value[8];
		} __packed buf = {
			cpu_to_le16(1), cpu_to_le16(20),
			cpu_to_le32(ICE_SID_XLT1_RSS),
			cpu_to_le16(bad[i].offset), cpu_to_le16(bad[i].size),
			cpu_to_le16(bad[i].count), cpu_to_le16(bad[i].first),
			{ 0 },
		};

		EXPECT_EQ(AQ_RC(EINVAL),
			  driver_cmd(drv, ice_aqc_opc_update_pkg, NULL, 0,
				     &buf, sizeof(buf), sizeof(buf)));
	}
}

const struct test hostile_tests[] = {
	{ .name = "hostile_commands", .run = commands },
	{ .name = "hostile_registers", .run = registers },
	{ .name = "hostile_queue_without_end", .run = queue_without_end,
	  .seed = true },
	{ .name = "hostile_sends_without_end", .run = sends_without_end },
	{ .name = "hostile_frame_too_long", .run = frame_too_long,
	  .seed = true },
	{ .name = "hostile_sections", .run = sections, .seed = true },
	{ 0 },
};
