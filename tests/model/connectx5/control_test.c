// SPDX-License-Identifier: GPL-2.0
/* The control socket: each line, right and wrong. */
#include <stdio.h>
#include <string.h>

#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

static const struct {
	const char *line;
	const char *answer;	/* the start of the answer */
} line_cases[] = {
	{ "help", "help\nstats\nqueues\nrules\ncqe-error\nsq-error\nhealth\nsymmetric\ncompress-wait\nlink\nfail\ndrop-irq\ninject\ncpu-time\nno\nok\n" },
	{ "stats", "rx packets=0 " },
	{ "queues", "ok\n" },
	{ "rules", "root 0\nok\n" },
	{ " \thelp\r", "help\n" },
	{ "", "" },
	{ "link up", "ok\n" },
	{ "link", "error want link" },
	{ "link sideways", "error want link" },
	{ "link up up", "error want link" },
	{ "fail 1 5", "ok\n" },
	{ "fail 1 5 0x908", "ok\n" },
	{ "fail", "error want fail" },
	{ "fail 1", "error want fail" },
	{ "fail x 5", "error want fail" },
	{ "fail 1 0", "error want fail" },
	{ "fail 1 256", "error want fail" },
	{ "fail 1 5 x", "error want fail" },
	{ "fail 1 5 6 7", "error want fail" },
	{ "fail -1 5", "error want fail" },
	{ "fail 4294967296 5", "error want fail" },
	{ "fail 1 5 0x10000", "error want fail" },
	{ "cqe-error 1 1", "ok\n" },
	{ "cqe-error 1", "error want cqe-error" },
	{ "cqe-error 1 0", "error want cqe-error" },
	{ "cqe-error 1 256", "error want cqe-error" },
	{ "cqe-error 1 2 3", "error want cqe-error" },
	{ "sq-error 1 1", "ok\n" },
	{ "sq-error 1", "error want sq-error" },
	{ "sq-error 1 0", "error want sq-error" },
	{ "sq-error 1 256", "error want sq-error" },
	{ "sq-error 1 2 3", "error want sq-error" },
	{ "drop-irq 1", "ok\n" },
	{ "drop-irq", "error want drop-irq" },
	{ "drop-irq 1x", "error want drop-irq" },
	{ "drop-irq 1 2", "error want drop-irq" },
	{ "health stop", "ok\n" },
	{ "health run", "ok\n" },
	{ "health", "error want health" },
	{ "health ok", "error want health" },
	{ "symmetric off", "ok\n" },
	{ "symmetric on", "ok\n" },
	{ "symmetric", "error want symmetric" },
	{ "compress-wait 1", "ok\n" },
	{ "compress-wait", "error want compress-wait" },
	{ "compress-wait x", "error want compress-wait" },
	{ "compress-wait 4294967296", "error want compress-wait" },
	{ "cpu-time", "ns=" },
	{ "cpu-time now", "error want cpu-time" },
	{ "no faults", "ok\n" },
	{ "no", "error want no faults" },
	{ "no faults at all", "error want no faults" },
	{ "inject", "error want inject" },
	{ "inject 00", "error the link is down" },
	{ "inject h=1 00", "error want hash=N" },
	{ "inject hash= 00", "error want hash=N" },
	{ "inject hash=x 00", "error want hash=N" },
	{ "inject =1 00", "error want hash=N" },
	{ "inject hash 00", "error want hash=N" },
	{ "inject vlan=some 00", "error want hash=N" },
	{ "inject time=none 00", "error want hash=N" },
	{ "inject hash=1 type=1 vlan=1 time=1 hash=1 type=1 00",
	  "error the link is down" },
	{ "inject hash=1 type=1 vlan=1 time=1 hash=1 type=1 hash=2 00",
	  "error too many words" },
	{ "faults", "error unknown command" },
	{ "STATS", "error unknown command" },
};

static void lines(struct driver *drv)
{
	for (size_t i = 0; i < ARRAY_SIZE(line_cases); i++) {
		const char *said = driver_say(drv, line_cases[i].line);
		size_t n = strlen(line_cases[i].answer);

		if (!strncmp(said, line_cases[i].answer, n) && (n || !*said))
			continue;
		runner_expect(false, line_cases[i].line, __FILE__, __LINE__);
		runner_expect(false, said, __FILE__, __LINE__);
	}
}

/* Makes a receive queue for all packets, with WQEs of one segment. */
static struct ring receive(struct driver *drv, struct ring *cq)
{
	u32 buf = driver_take(drv, 4096);
	struct ring rq;
	u8 wqe[16];

	*cq = driver_cq(drv, driver_eq(drv, 3, 0), 4);
	rq = driver_rq(drv, cq->num, 3, 4, false);
	driver_seg(wqe, driver_mkey(drv), buf, 2048);
	for (int i = 0; i < 8; i++)
		driver_put(drv, rq.addr + i * 16, wqe, 16);
	driver_put32(drv, rq.dbr, 8);
	driver_receive_all(drv, rq.num);
	return rq;
}

static void inject(struct driver *drv)
{
	struct mlx5_cqe64 *cqe;
	u8 frame[64];
	struct ring cq;
	char line[256];
	int n;

	receive(drv, &cq);
	n = sprintf(line, "inject hash=0xdeadbeef type=0x88 vlan=0xa123 time=0x123456789 ");
	for (int i = 0; i < 60; i++)
		sprintf(line + n + 2 * i, "%02x", frame_udp[i]);
	EXPECT(!strcmp("ok\n", driver_say(drv, line)));
	cqe = driver_cqe(drv, &cq);
	EXPECT(cqe);
	if (!cqe)
		return;
	EXPECT_EQ(0xdeadbeef, be32_to_cpu(cqe->rss_hash_result));
	EXPECT_EQ(0x88, cqe->rss_hash_type);
	EXPECT_EQ(0xa123, be16_to_cpu(cqe->vlan_info));
	EXPECT_EQ(1, cqe->l4_l3_hdr_type & 1);
	EXPECT_EQ(0, be32_to_cpu(cqe->timestamp_h));
	EXPECT_EQ(0x16c16c16, be32_to_cpu(cqe->timestamp_l));
	/* The tag stays in the packet; the completion does not report it. */
	frame_tag(frame, frame_udp, 60, 0x8100, 5);
	n = sprintf(line, "inject vlan=none ");
	for (int i = 0; i < 64; i++)
		sprintf(line + n + 2 * i, "%02X", frame[i]);
	EXPECT(!strcmp("ok\n", driver_say(drv, line)));
	cqe = driver_cqe(drv, &cq);
	EXPECT(cqe && !(cqe->l4_l3_hdr_type & 1) && !cqe->vlan_info &&
	       be32_to_cpu(cqe->byte_cnt) == 64);
	EXPECT(!strncmp("error the frame", driver_say(drv, "inject 0g"), 15));
	EXPECT(!strncmp("error the frame", driver_say(drv, "inject 123"), 15));
	EXPECT(!strncmp("error the frame", driver_say(drv, "inject 12"), 15));
	EXPECT(!driver_cqe(drv, &cq));
}

/* Each fault happens as often as the line says. */
static void faults(struct driver *drv)
{
	u8 in[CX5_BYTES(alloc_pd_in)] = { 0 };
	struct mlx5_err_cqe *err;
	struct ring cq, rq;

	rq = receive(drv, &cq);
	driver_say(drv, "fail 3 7 0x800");
	EXPECT_EQ(0, DRIVER_CMD(drv, ALLOC_PD, alloc_pd, in));
	EXPECT_EQ(0, DRIVER_CMD(drv, QUERY_ISSI, query_issi, in));
	EXPECT_EQ(0, DRIVER_CMD(drv, ALLOC_PD, alloc_pd, in));
	EXPECT_EQ(7, DRIVER_CMD(drv, ALLOC_PD, alloc_pd, in));
	EXPECT_EQ(0, DRIVER_CMD(drv, ALLOC_PD, alloc_pd, in));
	driver_say(drv, "fail 2 9");
	EXPECT_EQ(0, DRIVER_CMD(drv, QUERY_ISSI, query_issi, in));
	EXPECT_EQ(9, DRIVER_CMD(drv, ALLOC_PD, alloc_pd, in));
	driver_say(drv, "fail 1 9");
	driver_say(drv, "no faults");
	EXPECT_EQ(0, DRIVER_CMD(drv, ALLOC_PD, alloc_pd, in));

	driver_say(drv, "cqe-error 2 1");
	for (int i = 0; i < 3; i++) {
		driver_frame(drv, frame_udp, 60);
		err = (void *)driver_cqe(drv, &cq);
		EXPECT(err && (i < 2 ? err->syndrome == 1 &&
			       err->op_own >> 4 == MLX5_CQE_RESP_ERR :
			       err->op_own >> 4 == MLX5_CQE_RESP_SEND));
	}
	/* This error stops the queue. */
	driver_say(drv, "cqe-error 1 4");
	driver_frame(drv, frame_udp, 60);
	err = (void *)driver_cqe(drv, &cq);
	EXPECT(err && err->syndrome == 4);
	driver_frame(drv, frame_udp, 60);
	EXPECT(!driver_cqe(drv, &cq));
	EXPECT_EQ(0, driver_rq_state(drv, rq.num, MLX5_RQC_STATE_ERR,
				     MLX5_RQC_STATE_RST));
	EXPECT_EQ(0, driver_rq_state(drv, rq.num, MLX5_RQC_STATE_RST,
				     MLX5_RQC_STATE_RDY));
	driver_frame(drv, frame_udp, 60);
	EXPECT(driver_cqe(drv, &cq));
}

static void interrupts(struct driver *drv)
{
	const unsigned int *irqs = &drv->machine->card[0].irqs[3];
	struct ring cq;

	receive(drv, &cq);
	driver_say(drv, "drop-irq 2");
	for (int i = 0; i < 4; i++) {
		u64 val = (u64)cq.ci << 32 | cq.num;

		driver_write(drv, (16 << 12) + 0x40, htobe32(1 << 24 | i), 2);
		driver_write(drv, (16 << 12) + MLX5_CQ_DOORBELL, htobe64(val),
			     3);
		driver_frame(drv, frame_udp, 60);
		EXPECT(driver_cqe(drv, &cq));
		EXPECT_EQ(i < 2 ? 0 : i - 1, *irqs);
	}
}

static u32 health(struct driver *drv)
{
	u8 p[5] = { 0x1000 & 0xff, 0x10, 0, 0, 2 };
	u32 off = offsetof(struct mlx5_init_seg, health_counter);

	p[0] = off;
	p[1] = off >> 8;
	return be32toh(driver_act(drv, ACTION_READ, p, sizeof(p)));
}

static void heart(struct driver *drv)
{
	u32 before = health(drv);

	drv->machine->clock += 100000000;
	EXPECT_EQ(before + 10, health(drv));
	driver_say(drv, "health stop");
	drv->machine->clock += 100000000;
	EXPECT_EQ(before + 10, health(drv));
	driver_say(drv, "health run");
	EXPECT_EQ(before + 20, health(drv));
}

static void cable(struct driver *drv)
{
	struct ring cq;

	receive(drv, &cq);
	EXPECT(!strcmp("ok\n", driver_say(drv, "link down")));
	EXPECT(strstr(driver_say(drv, "stats"), "link=down"));
	driver_frame(drv, frame_udp, 60);
	EXPECT(!driver_cqe(drv, &cq));
	driver_act(drv, ACTION_LINK, "\1", 1);
	EXPECT(strstr(driver_say(drv, "stats"), "link=up"));
	driver_frame(drv, frame_udp, 60);
	EXPECT(driver_cqe(drv, &cq));
}

const struct test control_tests[] = {
	{ .name = "control_lines", .run = lines, .seed = true },
	{ .name = "control_inject", .run = inject, .seed = true },
	{ .name = "control_faults", .run = faults },
	{ .name = "control_irq", .run = interrupts, .seed = true },
	{ .name = "control_health", .run = heart },
	{ .name = "control_cable", .run = cable },
	{ 0 },
};
