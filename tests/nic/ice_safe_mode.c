// SPDX-License-Identifier: GPL-2.0
/*
 * The unmodified ice driver on a modelled E810 with a package that it cannot use: safe
 * mode. Frames pass, and XDP is refused with the driver's own words.
 */
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>
#include <kselftest.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "card_pair.h"
#include "count_frames.skel.h"
#include "frame.h"

#define WORDS	"Please provide working DDP firmware package in order to use XDP"

static char said[1 << 12];

/* libbpf prints what the kernel says of a request. */
static int hear(enum libbpf_print_level level, const char *fmt, va_list ap)
{
	size_t n = strlen(said);

	return vsnprintf(said + n, sizeof(said) - n, fmt, ap);
}

TEST(xdp_is_refused)
{
	struct count_frames *skel = count_frames__open_and_load();

	ASSERT_NE(NULL, skel);
	libbpf_set_print(hear);
	EXPECT_EQ(-EOPNOTSUPP,
		  bpf_xdp_attach(if_nametoindex(dev),
				 bpf_program__fd(skel->progs.count_frames),
				 XDP_FLAGS_DRV_MODE, NULL));
	EXPECT_NE(NULL, strstr(said, WORDS)) TH_LOG("%s", said);
	count_frames__destroy(skel);
}

TEST(frames_pass)
{
	int in = frame_socket(dev), out = frame_socket(peer);
	struct frame f, got;

	ASSERT_LE(0, in);
	ASSERT_LE(0, out);
	for (int i = 0; i < 8; i++) {
		frame_begin(&f, i);
		frame_flow(&f, &flows[i], 64);
		ASSERT_EQ(0, frame_send(out, &f));
		ASSERT_EQ(0, frame_receive(in, &got, WAIT_MS));
		EXPECT_EQ(f.len, got.len);
		EXPECT_EQ(0, memcmp(f.data, got.data, f.len));
	}
	close(in);
	close(out);
}

static int safe_open(void)
{
	dev = card_name(CARD_MAC0);
	peer = card_name(CARD_MAC1);
	if (!dev || !peer)
		return KSFT_SKIP;
	return card_run("ip link set %s up promisc on && ip link set %s up promisc on",
			dev, peer) || card_wait_up(dev) || card_wait_up(peer) ?
	       KSFT_FAIL : 0;
}

TEST_MAIN(safe_open)
