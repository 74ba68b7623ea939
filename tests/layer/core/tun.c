// SPDX-License-Identifier: GPL-2.0
/*
 * A TAP device. Its driver has no code for stored values. A tag is transmitted
 * all the same, and a program bound to the device reads what was stored.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <linux/if.h>
#include <linux/if_tun.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/path/values.h"
#include "tests/layer/cases/tagged_frame.h"

#define TUN_DEV		"tap0"
#define TUN_LISTS	5
#define TUN_PACKETS	35
#define TUN_WAIT_MS	5000

/* The file end of the device */
static int tun_fd;

FIXTURE(tun) {
};

FIXTURE_VARIANT(tun) {
	struct path path;
};

/* There is no observer: the test reads from the file what the device sends. */
FIXTURE_VARIANT_ADD(tun, xmit) {
	.path = {
		.from = FROM_SKB,
		.prog = { NATIVE("rx0", TO_DEV(TUN_DEV)) },
	},
};
FIXTURE_VARIANT_ADD(tun, live) {
	.path = {
		.from = FROM_LIVE,
		.prog = { LIVE(TO_DEV(TUN_DEV)) },
	},
};
FIXTURE_VARIANT_ADD(tun, devmap) {
	.path = {
		.from = FROM_LIVE,
		.prog = { LIVE(TO_DEVMAP(TUN_DEV)) },
	},
};
FIXTURE_VARIANT_ADD(tun, devmap_prog) {
	.path = {
		.from = FROM_LIVE,
		.prog = { LIVE(TO_DEVMAP(TUN_DEV)), IN_DEVMAP(DO_PASS) },
	},
};
FIXTURE_VARIANT_ADD(tun, cpumap) {
	.path = {
		.from = FROM_SKB,
		.prog = { NATIVE("rx0", TO_CPUMAP), IN_CPUMAP(TO_DEV(TUN_DEV)) },
	},
};
FIXTURE_VARIANT_ADD(tun, generic) {
	.path = {
		.from = FROM_SKB,
		.prog = { GENERIC("rx0", TO_DEV(TUN_DEV)) },
	},
};

static int tun_read(__u8 *frame, unsigned int room)
{
	struct pollfd poll_fd = { .fd = tun_fd, .events = POLLIN };
	int n;

	if (poll(&poll_fd, 1, TUN_WAIT_MS) <= 0)
		return -ETIMEDOUT;
	n = read(tun_fd, frame, room);
	return n < 0 ? -errno : n;
}

static void tun_drain(void)
{
	__u8 frame[2048];

	while (read(tun_fd, frame, sizeof(frame)) > 0)
		;
}

FIXTURE_SETUP(tun)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(TUN_LISTS);
	tun_drain();
}

FIXTURE_TEARDOWN(tun)
{
}

/* The next frame has to be one that was sent, in every byte, and only once. */
static int tun_frame(__u64 *seen)
{
	__u8 got[2048], want[2048];
	const struct rxm_packet *pkt = (void *)got;
	int n = tun_read(got, sizeof(got));

	if (n < 0)
		return n;
	if (n == PATH_LEN + TAG_LEN)
		pkt = (void *)got + TAG_LEN;
	if (pkt->seq >= TUN_PACKETS || *seen & 1ULL << pkt->seq) {
		net_say("frame %u, %d bytes, is one too many", pkt->seq, n);
		return -EBADMSG;
	}
	*seen |= 1ULL << pkt->seq;
	if (n == tagged_frame(want, PATH_LEN, pkt->seq) && !memcmp(got, want, n))
		return 0;
	net_say("frame %u, %d bytes, differs from what was sent", pkt->seq, n);
	return -EBADMSG;
}

static int tun_go(const struct path *path)
{
	const struct path_run run = { .packets = TUN_PACKETS };
	int err = path_go(path, &run);
	__u64 seen = 0;
	unsigned int i;

	for (i = 0; i < TUN_PACKETS && !err; i++)
		err = tun_frame(&seen);
	return err ?: path_check_results();
}

TEST_F(tun, sends_the_stored_tag)
{
	path_do(0, 0, STORE_VLAN(0xa123, 0x8100));
	path_do(0, 1, STORE_VLAN(0x0fff, 0x88a8), value_hash(1), value_ts(1));
	path_do(0, 3, value_hash(3), value_ts(3));
	path_do(0, 4, value_vlan(4), CLEAR(WHICH_VLAN));
	EXPECT_EQ(0, tun_go(&variant->path));
}

TEST_F(tun, sends_only_the_frame_where_nothing_is_stored)
{
	EXPECT_EQ(0, tun_go(&variant->path));
}

/* The driver has no readers, so the kernel answers itself. */
TEST(bound_program_reads_what_is_stored)
{
	const struct path path = {
		.from = FROM_SKB,
		.prog = { BOUND(TUN_DEV, DO_DROP) },
	};
	const struct path_try tries[] = {
		FAILS(EOPNOTSUPP, RX_HASH), FAILS(EOPNOTSUPP, RX_VLAN),
		FAILS(EOPNOTSUPP, RX_TS),
		OK(value_hash(1)), OK(value_vlan(1)), OK(value_ts(1)),
		GIVES(value_hash(1).a, value_hash(1).b, RX_HASH),
		GIVES(value_vlan(1).a, value_vlan(1).b, RX_VLAN),
		GIVES(0, value_ts(1).b, RX_TS),
		OK(CLEAR(WHICH_ALL)), FAILS(EOPNOTSUPP, RX_HASH),
	};
	struct path_want want = {};
	__u8 frame[PATH_LEN];

	ASSERT_EQ(0, path_begin(&path));
	path_lists(1);
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	path_frame(frame, sizeof(frame), 0);
	ASSERT_EQ(sizeof(frame), write(tun_fd, frame, sizeof(frame)));
	ASSERT_EQ(0, net_wait(&path_test()->prog[0].runs, 1));
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
}

/* A device claims only what its hardware reports. */
TEST(device_claims_no_stored_values)
{
	__u64 features = ~0ULL;

	ASSERT_EQ(0, net_rx_metadata(TUN_DEV, &features));
	EXPECT_EQ(0, features);
}

static int tun_make(void)
{
	struct ifreq ifr = {
		.ifr_name = TUN_DEV, .ifr_flags = IFF_TAP | IFF_NO_PI,
	};

	tun_fd = open("/dev/net/tun", O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (tun_fd < 0 || ioctl(tun_fd, TUNSETIFF, &ifr))
		return -errno;
	return net_ip("link set " TUN_DEV " up\n");
}

static int tun_open(void)
{
	return path_open() ?: tun_make() ?: path_open_reader(TUN_DEV);
}

TEST_MAIN(tun_open)
