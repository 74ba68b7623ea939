// SPDX-License-Identifier: GPL-2.0
/* Moderation: how many completions wait how long for one event. */
#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define VECTOR		3
#define UAR_CQ		((16 << 12) + 0x20)
#define PERIOD_US	100
#define MOST		4

#define PERIOD		MLX5_CQ_MODIFY_PERIOD
#define COUNT		MLX5_CQ_MODIFY_COUNT
#define MODE		MLX5_CQ_MODIFY_PERIOD_MODE

struct moderated {
	struct ring cq, rq;
	u32 eqn;
};

static struct moderated begin(struct driver *drv)
{
	struct moderated m = { .eqn = driver_eq(drv, VECTOR, 0) };
	u8 wqe[16];

	m.cq = driver_cq(drv, m.eqn, 4);
	m.rq = driver_rq(drv, m.cq.num, 4, 4, false);
	driver_seg(wqe, driver_mkey(drv), driver_take(drv, 4096), 2048);
	for (int i = 0; i < 16; i++)
		driver_put(drv, m.rq.addr + 16 * i, wqe, 16);
	driver_put32(drv, m.rq.dbr, 16);
	driver_receive_all(drv, m.rq.num);
	/* The last event, which was none, is long ago. */
	drv->machine->clock += PERIOD_US * 1000;
	return m;
}

static u8 modify(struct driver *drv, u32 cqn, u32 fields, u16 period, u16 most,
		 u8 mode)
{
	u8 in[CX5_BYTES(modify_cq_in)] = { 0 };
	u8 *cqc = AT(modify_cq_in, in, cq_context);

	SET(modify_cq_in, in, cqn, cqn);
	put_be32(AT(modify_cq_in, in, modify_field_select_resize_field_select),
		 fields);
	SET(cqc, cqc, cq_period, period);
	SET(cqc, cqc, cq_max_count, most);
	SET(cqc, cqc, cq_period_mode, mode);
	return DRIVER_CMD(drv, MODIFY_CQ, modify_cq, in);
}

static const u8 *query(struct driver *drv, u32 cqn)
{
	u8 in[CX5_BYTES(query_cq_in)] = { 0 };

	SET(query_cq_in, in, cqn, cqn);
	EXPECT_EQ(0, DRIVER_CMD(drv, QUERY_CQ, query_cq, in));
	return AT(query_cq_out, drv->out, cq_context);
}

/* Arms the queue and its event queue, with all completions consumed. */
static void arm(struct driver *drv, struct moderated *m)
{
	u32 done = m->cq.ci;

	driver_put32(drv, m->cq.dbr, done);
	/* The event queue takes more events than the test makes. */
	driver_write(drv, (16 << 12) + 0x40, htobe32(m->eqn << 24 | done), 2);
	driver_write(drv, UAR_CQ, htobe64((u64)done << 32 | m->cq.num), 3);
}

static void frames(struct driver *drv, unsigned int n)
{
	while (n--)
		driver_frame(drv, frame_udp, 60);
}

static unsigned int consume(struct driver *drv, struct moderated *m)
{
	unsigned int n = 0;

	while (driver_cqe(drv, &m->cq))
		n++;
	return n;
}

/* Each field changes alone, and reads back. */
static void fields(struct driver *drv)
{
	u32 cqn = driver_cq(drv, driver_eq(drv, VECTOR, 0), 4).num;
	const u8 *cqc;

	EXPECT_EQ(0, modify(drv, cqn, PERIOD | COUNT, 8, 128, 1));
	cqc = query(drv, cqn);
	EXPECT_EQ(8, GET(cqc, cqc, cq_period));
	EXPECT_EQ(128, GET(cqc, cqc, cq_max_count));
	EXPECT_EQ(0, GET(cqc, cqc, cq_period_mode));
	EXPECT_EQ(0, modify(drv, cqn, MODE, 1, 1, 1));
	cqc = query(drv, cqn);
	EXPECT_EQ(8, GET(cqc, cqc, cq_period));
	EXPECT_EQ(128, GET(cqc, cqc, cq_max_count));
	EXPECT_EQ(1, GET(cqc, cqc, cq_period_mode));
	EXPECT_EQ(MLX5_CMD_STAT_BAD_PARAM_ERR,
		  modify(drv, cqn, MODE, 8, 128, 2));
	EXPECT_EQ(MLX5_CMD_STAT_BAD_PARAM_ERR,
		  modify(drv, cqn, MLX5_CQ_MODIFY_OVERRUN, 8, 128, 0));
	EXPECT_EQ(MLX5_CMD_STAT_BAD_RES_ERR,
		  modify(drv, 0xffffff, PERIOD, 8, 128, 0));
	EXPECT_EQ(1, GET(cqc, query(drv, cqn), cq_period_mode));
}

/* Makes the card raise an event, from which the period of mode 0 starts. */
static unsigned int first_event(struct driver *drv, struct moderated *m)
{
	const unsigned int *irqs = &drv->machine->card[0].irqs[VECTOR];
	unsigned int before = *irqs;

	arm(drv, m);
	frames(drv, 1);
	EXPECT_EQ(before + 1, *irqs);
	EXPECT_EQ(1, consume(drv, m));
	arm(drv, m);
	return *irqs;
}

static void by_count(struct driver *drv)
{
	const unsigned int *irqs = &drv->machine->card[0].irqs[VECTOR];
	struct moderated m = begin(drv);
	unsigned int before;

	EXPECT_EQ(0, modify(drv, m.cq.num, PERIOD | COUNT, PERIOD_US, MOST, 0));
	before = first_event(drv, &m);
	frames(drv, MOST - 1);
	EXPECT_EQ(before, *irqs);
	frames(drv, 1);
	EXPECT_EQ(before + 1, *irqs);
	EXPECT_EQ(MOST, consume(drv, &m));
}

/* The timer is set for @PERIOD_US behind the last event, and not before. */
static void by_period(struct driver *drv)
{
	const unsigned int *irqs = &drv->machine->card[0].irqs[VECTOR];
	const u64 *when = &drv->machine->card[0].when;
	struct moderated m = begin(drv);
	unsigned int before;
	u64 start;

	EXPECT_EQ(0, modify(drv, m.cq.num, PERIOD | COUNT, PERIOD_US, MOST, 0));
	start = drv->machine->clock;
	before = first_event(drv, &m);
	frames(drv, 1);
	EXPECT_EQ(before, *irqs);
	EXPECT(*when >= start + PERIOD_US * 1000);
	EXPECT(*when <= drv->machine->clock + PERIOD_US * 1000);
	driver_act(drv, ACTION_TIMER, NULL, 0);
	EXPECT_EQ(before + 1, *irqs);
	EXPECT_EQ(0, *when);
	EXPECT_EQ(1, consume(drv, &m));
	/* Long after the last event, a completion does not wait. */
	drv->machine->clock += PERIOD_US * 1000;
	arm(drv, &m);
	frames(drv, 1);
	EXPECT_EQ(before + 2, *irqs);
}

/* Mode 1: the period starts with each completion, so one alone waits for it. */
static void from_cqe(struct driver *drv)
{
	const unsigned int *irqs = &drv->machine->card[0].irqs[VECTOR];
	const u64 *when = &drv->machine->card[0].when;
	struct moderated m = begin(drv);
	unsigned int before = *irqs;
	u64 start;

	EXPECT_EQ(0, modify(drv, m.cq.num, PERIOD | COUNT | MODE, PERIOD_US,
			    MOST, 1));
	drv->machine->clock += 10 * PERIOD_US * 1000;
	arm(drv, &m);
	frames(drv, 1);
	drv->machine->clock += PERIOD_US * 500;
	start = drv->machine->clock;
	frames(drv, 1);
	EXPECT_EQ(before, *irqs);
	/* The first one's time comes, and the second one has moved it. */
	driver_act(drv, ACTION_TIMER, NULL, 0);
	EXPECT_EQ(before, *irqs);
	EXPECT(*when >= start + PERIOD_US * 1000);
	driver_act(drv, ACTION_TIMER, NULL, 0);
	EXPECT_EQ(before + 1, *irqs);
	EXPECT_EQ(2, consume(drv, &m));
}

/* Moderation that ends lets the event out; a queue that is destroyed has none. */
static void ends(struct driver *drv)
{
	const unsigned int *irqs = &drv->machine->card[0].irqs[VECTOR];
	u8 in[CX5_BYTES(destroy_cq_in)] = { 0 };
	struct moderated m = begin(drv);
	unsigned int before;

	EXPECT_EQ(0, modify(drv, m.cq.num, PERIOD | COUNT, PERIOD_US, MOST, 0));
	before = first_event(drv, &m);
	frames(drv, 1);
	EXPECT_EQ(before, *irqs);
	EXPECT_EQ(0, modify(drv, m.cq.num, PERIOD, 0, 0, 0));
	EXPECT_EQ(before + 1, *irqs);
	EXPECT_EQ(0, modify(drv, m.cq.num, PERIOD, PERIOD_US, 0, 0));
	consume(drv, &m);
	arm(drv, &m);
	frames(drv, 1);
	SET(destroy_cq_in, in, cqn, m.cq.num);
	EXPECT_EQ(0, DRIVER_CMD(drv, DESTROY_CQ, destroy_cq, in));
	driver_finish(drv, 4);
	EXPECT_EQ(before + 1, *irqs);
}

const struct test moderation_tests[] = {
	{ .name = "moderation_fields", .run = fields },
	{ .name = "moderation_by_count", .run = by_count, .seed = true },
	{ .name = "moderation_by_period", .run = by_period, .seed = true },
	{ .name = "moderation_from_cqe", .run = from_cqe, .seed = true },
	{ .name = "moderation_ends", .run = ends },
	{ 0 },
};
