// SPDX-License-Identifier: GPL-2.0
/* The control socket: each line, right and wrong, and what it does. */
#include <stdio.h>
#include <string.h>

#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

static const struct {
	const char *line;
	const char *answer;	/* the start of the answer */
} line_cases[] = {
	{ "help", "help\nstats\nqueues\nrules\nreset\nrx-error\ndrop-writeback\nlink\nfail\ndrop-irq\ninject\ncpu-time\nno\nok\n" },
	{ "stats", "rx packets=0 " },
	{ "queues", "ok\n" },
	{ "rules", "ok\n" },
	{ " \thelp\r", "help\n" },
	{ "", "" },
	{ "link up", "ok\n" },
	{ "link", "error want link" },
	{ "link sideways", "error want link" },
	{ "fail 1 5", "ok\n" },
	{ "fail 1 5 0x210", "ok\n" },
	{ "fail 1", "error want fail" },
	{ "fail 1 0", "error want fail" },
	{ "fail 1 256", "error want fail" },
	{ "fail 1 5 0x10000", "error want fail" },
	{ "reset", "error want reset core" },
	{ "reset all", "error want reset core" },
	{ "reset core", "ok\n" },
	{ "rx-error 1", "ok\n" },
	{ "rx-error", "error want rx-error" },
	{ "drop-irq 1", "ok\n" },
	{ "drop-irq x", "error want drop-irq" },
	{ "drop-writeback 1", "ok\n" },
	{ "drop-writeback -1", "error want drop-writeback" },
	{ "cpu-time", "ns=" },
	{ "cpu-time now", "error want cpu-time" },
	{ "no faults", "ok\n" },
	{ "no", "error want no faults" },
	{ "inject", "error want inject" },
	{ "inject 00", "error the frame is no hexadecimal" },
	{ "inject 0", "error the frame is no hexadecimal" },
	{ "inject h=1 00", "error want hash=N" },
	{ "inject hash= 00", "error want hash=N" },
	{ "inject type=1024 00", "error want hash=N" },
	{ "inject vlan=some 00", "error want hash=N" },
	{ "inject 1 2 3 4 5 6 7 8", "error too many words" },
	{ "STATS", "error unknown command" },
};

static void lines(struct driver *drv)
{
	for (size_t i = 0; i < ARRAY_SIZE(line_cases); i++) {
		const char *got = driver_say(drv, line_cases[i].line);
		const char *want = line_cases[i].answer;

		EXPECT_BYTES(want, got, strlen(want));
	}
}

static void inject(struct driver *drv)
{
	const struct ice_32b_rx_flex_desc_nic *desc;
	char line[512] = "inject hash=0x1234 type=88 vlan=0x7005 time=0x1122334455 ";

	driver_start(drv);
	for (size_t i = 0; i < sizeof(frame_udp); i++)
		sprintf(line + strlen(line), "%02x", frame_udp[i]);
	EXPECT_BYTES("ok\n", driver_say(drv, line), 3);
	desc = driver_rx_desc(drv, 0, 0);
	EXPECT_EQ(0x1234, le32_to_cpu(desc->rss_hash));
	EXPECT_EQ(88, le16_to_cpu(desc->ptype_flexi_flags0));
	EXPECT_EQ(0x7005, le16_to_cpu(desc->l2tag1));
	EXPECT_EQ(1, desc->ts_low);
	EXPECT_EQ(0x22334455, le32_to_cpu(desc->flex_ts.ts_high));
}

/* The second command from now on fails, and only that one. */
static void fail(struct driver *drv)
{
	driver_say(drv, "fail 2 12 1");
	EXPECT_EQ(0, driver_cmd(drv, 1, NULL, 0, NULL, 0, 0));
	EXPECT_EQ(AQ_RC(EEXIST), driver_cmd(drv, ice_aqc_opc_clear_pxe_mode,
					    NULL, 0, NULL, 0, 0));
	EXPECT_EQ(AQ_RC(EBUSY), driver_cmd(drv, 1, NULL, 0, NULL, 0, 0));
	EXPECT_EQ(0, driver_cmd(drv, 1, NULL, 0, NULL, 0, 0));
}

static void drop_irq(struct driver *drv)
{
	driver_start(drv);
	driver_say(drv, "drop-irq 1");
	driver_frame(drv, frame_udp, sizeof(frame_udp));
	EXPECT_EQ(0, drv->machine->card[0].irqs[1]);
	driver_write32(drv, GLINT_DYN_CTL(1), GLINT_DYN_CTL_INTENA_M | 3 << 3);
	driver_frame(drv, frame_udp, sizeof(frame_udp));
	EXPECT_EQ(1, drv->machine->card[0].irqs[1]);
}

/* The driver gets an event when the cable is pulled, if it asked for that. */
static void link_event(struct driver *drv)
{
	struct ice_aqc_get_link_status params = {
		.cmd_flags = cpu_to_le16(ICE_AQ_LSE_ENA),
	};
	struct AQ_STRUCT(aq_desc) desc = {
		.flags = cpu_to_le16(AQ_FLAG(BUF)),
		.datalen = cpu_to_le16(512),
		.params.generic.addr_low =
			cpu_to_le32(ADMIN_EVENT_BUFFER(0)),
	};
	const struct ice_aqc_get_link_status_data *status =
		(void *)(drv->machine->memory + ADMIN_EVENT_BUFFER(0));

	driver_put(drv, ADMIN_EVENTS(0), &desc, sizeof(desc));
	driver_write32(drv, PF_FW_ARQBAL, ADMIN_EVENTS(0));
	driver_write32(drv, PF_FW_ARQLEN, 2 | PF_FW_ARQLEN_ARQENABLE_M);
	driver_write32(drv, PF_FW_ARQT, 1);
	driver_write32(drv, PFINT_FW_CTL, PFINT_FW_CTL_CAUSE_ENA_M | 3 << 11);
	driver_write32(drv, GLINT_DYN_CTL(0), GLINT_DYN_CTL_INTENA_M | 3 << 3);
	driver_cmd(drv, ice_aqc_opc_get_link_status, &params, sizeof(params),
		   NULL, 0, ICE_AQC_LS_DATA_SIZE_V1);
	driver_say(drv, "link down");
	EXPECT_EQ(1, driver_read(drv, PF_FW_ARQH, 2));
	EXPECT_EQ(1, drv->machine->card[0].irqs[0]);
	EXPECT_EQ(ICE_AQ_MEDIA_AVAILABLE, status->link_info);
	driver_frame(drv, frame_udp, sizeof(frame_udp));
	EXPECT(strstr(driver_say(drv, "stats"), " dropped=1 "));
}

const struct test lines_tests[] = {
	{ .name = "lines_all", .run = lines, .seed = true },
	{ .name = "lines_inject", .run = inject, .seed = true },
	{ .name = "lines_fail", .run = fail },
	{ .name = "lines_drop_irq", .run = drop_irq },
	{ .name = "lines_link_event", .run = link_event, .seed = true },
	{ 0 },
};
