// SPDX-License-Identifier: GPL-2.0
/* Flow tables: the packets that reach a queue. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define TIR	MLX5_IFC_FLOW_DESTINATION_TYPE_TIR
#define TABLE	MLX5_IFC_FLOW_DESTINATION_TYPE_FLOW_TABLE

static const u8 mac1[6] = { 2, 0, 0, 0, 0, 1 };
static const u8 mac9[6] = { 2, 0, 0, 0, 0, 9 };

/* Returns the number of packets that reached a queue, which has no buffers. */
static u64 seen(struct driver *drv, u32 rqn)
{
	char want[32];
	const char *p;

	snprintf(want, sizeof(want), "rq %u ", rqn);
	p = strstr(driver_say(drv, "queues"), want);
	p = p ? strstr(p, "dropped=") : NULL;
	return p ? strtoull(p + 8, NULL, 10) : ~0ULL;
}

/* Rules match by destination, the lowest entry first; the rest is lost. */
static void by_mac(struct driver *drv)
{
	struct ring rq = driver_rq(drv, 0, 2, 4, false);
	u32 tir = driver_tir(drv, rq.num), table = driver_table(drv, 2), group;
	u8 frame[60], in[CX5_BYTES(delete_fte_in)] = { 0 };

	driver_port_up(drv);
	group = driver_group(drv, table, 3, true);
	EXPECT_EQ(0, driver_rule(drv, table, group, 2, TIR, tir, mac9));
	EXPECT_EQ(0, driver_rule(drv, table, group, 1, TIR, tir, mac1));
	EXPECT_EQ(0, driver_root(drv, table));
	memcpy(frame, frame_udp, 60);
	driver_frame(drv, frame, 60);
	EXPECT_EQ(1, seen(drv, rq.num));
	frame[5] = 9;
	driver_frame(drv, frame, 60);
	EXPECT_EQ(2, seen(drv, rq.num));
	frame[5] = 8;
	driver_frame(drv, frame, 60);
	EXPECT_EQ(2, seen(drv, rq.num));
	EXPECT(strstr(driver_say(drv, "stats"), "no_rule=1\n"));
	EXPECT(strstr(driver_say(drv, "rules"),
		      "rule 1.1 action=0x4 to=2.1 of 1 hits=1\nrule 1.2 action=0x4 to=2.1 of 1 hits=1\n"));
	SET(delete_fte_in, in, table_id, table);
	SET(delete_fte_in, in, flow_index, 1);
	EXPECT_EQ(0, DRIVER_CMD(drv, DELETE_FLOW_TABLE_ENTRY, delete_fte, in));
	EXPECT_EQ(MLX5_CMD_STAT_BAD_RES_ERR,
		  DRIVER_CMD(drv, DELETE_FLOW_TABLE_ENTRY, delete_fte, in));
	driver_frame(drv, frame_udp, 60);
	EXPECT_EQ(2, seen(drv, rq.num));
}

/* A modification changes what its mask names, and never the match. */
static void modified(struct driver *drv)
{
	struct ring one = driver_rq(drv, 0, 2, 4, false);
	struct ring two = driver_rq(drv, 0, 2, 4, false);
	u32 tir1 = driver_tir(drv, one.num), tir2 = driver_tir(drv, two.num);
	u8 in[CX5_BYTES(set_fte_in) + 8] = { 0 };
	u8 *ctx = AT(set_fte_in, in, flow_context);
	u32 table = driver_table(drv, 0), group;

	driver_port_up(drv);
	group = driver_group(drv, table, 0, true);
	driver_rule(drv, table, group, 0, TIR, tir1, mac1);
	driver_root(drv, table);
	SET(set_fte_in, in, table_id, table);
	SET(set_fte_in, in, op_mod, 1);
	SET(flow_context, ctx, group_id, group);
	SET(flow_context, ctx, action, MLX5_FLOW_CONTEXT_ACTION_DROP);
	SET(flow_context, ctx, destination_list_size, 1);
	SET(dest_format_struct, AT(flow_context, ctx, destination),
	    destination_type, TIR);
	SET(dest_format_struct, AT(flow_context, ctx, destination),
	    destination_id, tir2);
	/* The mask names nothing, */
	EXPECT_EQ(0, driver_cmd(drv, in, sizeof(in), CX5_BYTES(set_fte_out),
				MLX5_CMD_OP_SET_FLOW_TABLE_ENTRY));
	driver_frame(drv, frame_udp, 60);
	EXPECT_EQ(1, seen(drv, one.num));
	/* the destination, */
	SET(set_fte_in, in, modify_enable_mask,
	    BIT(MLX5_SET_FTE_MODIFY_ENABLE_MASK_DESTINATION_LIST));
	EXPECT_EQ(0, driver_cmd(drv, in, sizeof(in), CX5_BYTES(set_fte_out),
				MLX5_CMD_OP_SET_FLOW_TABLE_ENTRY));
	driver_frame(drv, frame_udp, 60);
	EXPECT_EQ(1, seen(drv, one.num));
	EXPECT_EQ(1, seen(drv, two.num));
	/* the action. */
	SET(set_fte_in, in, modify_enable_mask,
	    BIT(MLX5_SET_FTE_MODIFY_ENABLE_MASK_ACTION));
	EXPECT_EQ(0, driver_cmd(drv, in, sizeof(in), CX5_BYTES(set_fte_out),
				MLX5_CMD_OP_SET_FLOW_TABLE_ENTRY));
	driver_frame(drv, frame_udp, 60);
	EXPECT_EQ(1, seen(drv, two.num));
	EXPECT(strstr(driver_say(drv, "rules"), "hits=3\n"));
	/* There is no rule at this index. */
	SET(set_fte_in, in, flow_index, 1);
	EXPECT_EQ(MLX5_CMD_STAT_BAD_RES_ERR,
		  driver_cmd(drv, in, sizeof(in), CX5_BYTES(set_fte_out),
			     MLX5_CMD_OP_SET_FLOW_TABLE_ENTRY));
}

static void destroy_table(struct driver *drv, u32 table)
{
	u8 in[CX5_BYTES(destroy_flow_table_in)] = { 0 };

	SET(destroy_flow_table_in, in, table_id, table);
	EXPECT_EQ(0, DRIVER_CMD(drv, DESTROY_FLOW_TABLE, destroy_flow_table,
				in));
}

static const char *objects(struct driver *drv)
{
	const char *p = strstr(driver_say(drv, "stats"), "objects=");

	return p ? p : "";
}

/* A destroyed table frees its groups and its share of the rules. */
static void freed(struct driver *drv)
{
	EXPECT(!strcmp("objects=0\nok\n", objects(drv)));
	for (int i = 0; i < 70; i++) {
		u32 table = driver_table(drv, 10), group = 0;

		for (int j = 0; j < 8; j++)
			group = driver_group(drv, table, 1023, false);
		EXPECT_EQ(8, group);
		for (int j = 0; j < 1000; j++)
			driver_rule(drv, table, group, j, TIR, 1, NULL);
		EXPECT_EQ(0, drv->out[0]);
		destroy_table(drv, table);
	}
	EXPECT(!strcmp("objects=0\nok\n", objects(drv)));
}

/* TEARDOWN_HCA destroys the objects that are left, and counts them. */
static void left(struct driver *drv)
{
	u8 in[CX5_BYTES(teardown_hca_in)] = { 0 };
	u32 table = driver_table(drv, 10);

	driver_group(drv, table, 1023, false);
	EXPECT(strstr(driver_say(drv, "stats"), " left=0 objects=2\n"));
	EXPECT_EQ(0, DRIVER_CMD(drv, TEARDOWN_HCA, teardown_hca, in));
	EXPECT(strstr(driver_say(drv, "stats"), " left=2 objects=0\n"));
}

/* The number of rules has one limit for all tables. */
static void limited(struct driver *drv)
{
	u32 n = 0;
	u8 status = 0;

	for (int i = 0; i < 3 && !status; i++) {
		u32 table = driver_table(drv, 16);
		u32 group = driver_group(drv, table, 65535, false);

		for (u32 j = 0; j < 30000 && !status; j++, n++)
			status = driver_rule(drv, table, group, j, TIR, 1,
					     NULL);
	}
	EXPECT_EQ(MLX5_CMD_STAT_NO_RES_ERR, status);
	EXPECT_EQ(65536 + 1, n);
	EXPECT(strstr(driver_say(drv, "rules"), "\n... and 29744 more\n"));
	destroy_table(drv, 1);
	EXPECT_EQ(0, driver_rule(drv, 2, 2, 30001, TIR, 1, NULL));
}

/* A packet is lost when too many rules have to be compared with it. */
static void many(struct driver *drv)
{
	struct ring rq = driver_rq(drv, 0, 2, 4, false);
	u32 tir = driver_tir(drv, rq.num), table = driver_table(drv, 16);
	u32 group = driver_group(drv, table, 65535, true);

	driver_port_up(drv);
	driver_root(drv, table);
	for (u32 i = 0; i < 32767; i++)
		driver_rule(drv, table, group, i, TIR, tir, mac9);
	driver_rule(drv, table, group, 40000, TIR, tir, mac1);
	driver_frame(drv, frame_udp, 60);
	EXPECT_EQ(1, seen(drv, rq.num));
	driver_rule(drv, table, group, 32768, TIR, tir, mac9);
	driver_frame(drv, frame_udp, 60);
	EXPECT_EQ(1, seen(drv, rq.num));
}

/* A circle of tables, by rules or by misses, ends. */
static void circles(struct driver *drv)
{
	u8 in[CX5_BYTES(modify_flow_table_in)] = { 0 };
	u8 *ctx = AT(modify_flow_table_in, in, flow_table_context);
	u32 a = driver_table(drv, 0), b = driver_table(drv, 0);
	u32 group = driver_group(drv, a, 0, false);

	driver_port_up(drv);
	driver_root(drv, a);
	driver_rule(drv, a, group, 0, TABLE, b, NULL);
	SET(modify_flow_table_in, in, table_id, b);
	SET(modify_flow_table_in, in, modify_field_select, 1);
	SET(flow_table_context, ctx, table_miss_action,
	    MLX5_FLOW_TABLE_MISS_ACTION_FWD);
	SET(flow_table_context, ctx, table_miss_id, a);
	EXPECT_EQ(0, DRIVER_CMD(drv, MODIFY_FLOW_TABLE, modify_flow_table, in));
	driver_frame(drv, frame_udp, 60);
	EXPECT(strstr(driver_say(drv, "stats"), "no_rule=1\n"));
	driver_rule(drv, a, group, 0, TABLE, a, NULL);
	driver_frame(drv, frame_udp, 60);
	EXPECT(strstr(driver_say(drv, "stats"), "no_rule=2\n"));
	/* Without a root table, no packet has a rule. */
	destroy_table(drv, a);
	driver_frame(drv, frame_udp, 60);
	EXPECT(strstr(driver_say(drv, "stats"), "no_rule=3\n"));
}

const struct test rules_tests[] = {
	{ .name = "rule_by_mac", .run = by_mac, .seed = true },
	{ .name = "rule_modified", .run = modified },
	{ .name = "rule_freed", .run = freed },
	{ .name = "rule_left", .run = left },
	{ .name = "rule_limited", .run = limited },
	{ .name = "rule_many", .run = many },
	{ .name = "rule_circles", .run = circles, .seed = true },
	{ 0 },
};
