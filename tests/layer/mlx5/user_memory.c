// SPDX-License-Identifier: GPL-2.0
/*
 * The frames of AF_XDP on mlx5 are user memory: a process that has mapped them
 * sees what the kernel leaves there, may write there while the kernel reads,
 * and may choose any alignment.
 *
 * eth0 sends to queue 0 of eth1, which such a socket is bound to. This is built
 * for each kind of receive queue: MLX5_STRIDING names the kind.
 */
#include <pthread.h>
#include <unistd.h>
#include <linux/if_xdp.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "tests/lib/harness.h"
#include "stored_cards.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/cases/xsk_socket.h"
#include "tests/layer/path/values.h"

#define USER_MTU	1500
#define USER_LISTS	7
#define USER_PACKETS	(10 * USER_LISTS)
#define USER_HEADROOM	256	/* the kernel's own */
#define USER_FRAME	40	/* struct xdp_frame */
#define USER_VALUES	24	/* the stored values behind it */
#define USER_TAG	4

#define PATH_USER_DROP(rx) {						\
	.from = FROM_SKB,						\
	.prog = { NATIVE(rx, DO_DROP) },				\
}
#define PATH_USER_XSK(rx) {						\
	.from = FROM_SKB,						\
	.prog = { NATIVE(rx, TO_XSK) },					\
}

/* Values at an even address, at an odd one, and in unaligned chunks */
#define USER_PLAIN	{ .chunk = XSK_FRAME_LEN }
#define USER_ODD	{ .chunk = XSK_FRAME_LEN, .headroom = 13 }
#define USER_UNALIGNED	{ .chunk = 2048, .first = 1027, .headroom = 2 }

/* The values of a frame, at any alignment */
static __u8 *user_values(unsigned int i)
{
	return xsk_chunk(i) + xsk_layout.headroom + USER_FRAME;
}

static int user_bind(void)
{
	const __u32 queue = 0;
	int fd = xsk_bind("eth1", XDP_ZEROCOPY);
	int err = fd < 0 ? fd : bpf_map__update_elem(path_bpf->maps.xsks, &queue,
						     sizeof(queue), &fd,
						     sizeof(fd), 0);

	if (err && fd >= 0)
		close(fd);
	return err ?: fd;
}

/* Wait until the driver has released all frames and writes no more. Another
 * socket is bound for a moment, but xsk_area stays that of this socket.
 */
static int user_unbind(int fd)
{
	__u8 *area = xsk_area;
	int err = xsk_unbind("eth1", fd);

	xsk_area = area;
	return err;
}

/* Below the @start of the packet, a frame has nothing but values. */
static bool user_clean(unsigned int i, unsigned int start)
{
	const unsigned int from = xsk_layout.headroom + USER_FRAME;
	const __u8 *chunk = xsk_chunk(i);
	unsigned int at;

	for (at = 0; at < start; at++) {
		if (at >= from && at < from + USER_VALUES)
			continue;
		if (chunk[at] == XSK_FILL)
			continue;
		net_say("frame %u has %#x at %u", i, chunk[at], at);
		return false;
	}
	return true;
}

/* Check all frames, when programs moved the start of packets down by @grown
 * bytes.
 *
 * Return: the number of frames with values; -EBADMSG when one has anything
 * else.
 */
static int user_left(unsigned int grown)
{
	const unsigned int start = xsk_layout.headroom + USER_HEADROOM - grown;
	__u8 none[USER_VALUES];
	int i, stored = 0;

	memset(none, XSK_FILL, sizeof(none));
	for (i = 0; i < XSK_FRAMES; i++) {
		if (!user_clean(i, start))
			return -EBADMSG;
		stored += !!memcmp(user_values(i), none, sizeof(none));
	}
	return stored;
}

/*
 * What packets leave in user memory, wherever they went
 */
FIXTURE(left) {
	int fd;
};

FIXTURE_VARIANT(left) {
	struct path path;
	struct xsk_layout layout;
};

#define LEFT(name, PATH, LAYOUT)					\
	FIXTURE_VARIANT_ADD(left, name) { .path = PATH, .layout = LAYOUT }

LEFT(drop, PATH_USER_DROP("eth1"), USER_PLAIN);
LEFT(pass, PATH_NIC_PASS("eth1"), USER_PLAIN);
LEFT(redirect, PATH_NIC_REDIRECT("eth1"), USER_PLAIN);
LEFT(devmap, PATH_NIC_DEVMAP_PROG("eth1"), USER_PLAIN);
LEFT(cpumap, PATH_NIC_CPUMAP_PROG("eth1"), USER_PLAIN);
LEFT(xsk, PATH_USER_XSK("eth1"), USER_PLAIN);
LEFT(pass_odd, PATH_NIC_PASS("eth1"), USER_ODD);
LEFT(xsk_odd, PATH_USER_XSK("eth1"), USER_ODD);
LEFT(cpumap_odd, PATH_NIC_CPUMAP_PROG("eth1"), USER_ODD);
#if !MLX5_STRIDING
LEFT(pass_unaligned, PATH_NIC_PASS("eth1"), USER_UNALIGNED);
LEFT(redirect_unaligned, PATH_NIC_REDIRECT("eth1"), USER_UNALIGNED);
LEFT(xsk_unaligned, PATH_USER_XSK("eth1"), USER_UNALIGNED);
#endif

FIXTURE_SETUP(left)
{
	xsk_layout = variant->layout;
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(USER_LISTS);
	self->fd = user_bind();
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(left)
{
}

/* Check a packet that the socket received. */
static int user_packet(const struct xdp_desc *desc, __u32 seq)
{
	const __u64 at = (desc->addr & XSK_UNALIGNED_BUF_ADDR_MASK) +
			 (desc->addr >> XSK_UNALIGNED_BUF_OFFSET_SHIFT);
	__u8 want[PATH_LEN];

	path_frame(want, sizeof(want), seq);
	if (desc->len == sizeof(want) &&
	    !memcmp(xsk_area + at, want, sizeof(want)))
		return 0;
	net_say("packet %u, %u bytes, at %#llx", seq, desc->len, at);
	return -EBADMSG;
}

/* Check that the socket received all packets, in order. */
static int user_received(int fd)
{
	const struct xdp_desc *desc;
	struct xsk_ring ring = {};
	int i, err;

	err = xsk_map_rx(fd, &ring);
	if (err)
		return err;
	desc = ring.desc;
	err = net_wait(ring.producer, USER_PACKETS);
	for (i = 0; i < USER_PACKETS && !err; i++)
		err = user_packet(&desc[i], i);
	xsk_unmap(&ring);
	return err;
}

static int user_go(const struct path *path, int fd)
{
	const struct path_run run = { .packets = USER_PACKETS };
	int err;

	err = path_go(path, &run) ?:
	      net_wait(&path_test()->prog[0].runs, USER_PACKETS) ?:
	      path_check_results();
	if (!err && path->prog[0].act == ACT_XSK)
		return user_received(fd);
	return err ?: path_check(path, USER_PACKETS);
}

TEST_F(left, is_nothing_but_the_values)
{
	path_do(0, 0, VALUE_ALL(0));
	path_do(0, 2, value_vlan(2));
	path_do(0, 4, VALUE_ALL(4), CLEAR(WHICH_ALL));
	EXPECT_EQ(0, user_go(&variant->path, self->fd));
	ASSERT_EQ(0, user_unbind(self->fd));
	EXPECT_LT(0, user_left(0));
}

/* There is no room for values: the packet's own bytes lie where they would go. */
TEST(left_of_a_refused_store_is_nothing)
{
	static const struct path path = PATH_NIC_PASS("eth1");
	const int grown = USER_HEADROOM - USER_FRAME;
	const struct path_try tries[] = {
		OK(HEAD(-grown)), OK(HEADER), FAILS(ENOSPC, value_hash(0)),
		FAILS(ENOSPC, value_vlan(0)), FAILS(ENOSPC, value_ts(0)),
	};
	const struct path_run run = { .packets = USER_PACKETS };
	struct path_want want = { 0 };
	int fd;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(1);
	fd = user_bind();
	ASSERT_LE(0, fd);
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	EXPECT_EQ(0, path_go(&path, &run));
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
	ASSERT_EQ(0, user_unbind(fd));
	EXPECT_LE(0, user_left(grown));
}

/* XDP_TX of frames that can be sent, or that are too long with their tag */
#define USER_LONG	1514
#define USER_GROWS	8

TEST(left_of_what_is_sent_or_not_is_nothing)
{
	static const struct path path = PATH_NIC_TX("eth0", "eth1");
	const struct path_run run = {
		.packets = USER_PACKETS, .len = USER_LONG,
		.expect = USER_PACKETS / 2,
	};
	__u64 before, now;
	int fd;

	ASSERT_EQ(0, path_begin(&path));
	path_lists(2);
	fd = user_bind();
	ASSERT_LE(0, fd);
	ASSERT_EQ(0, net_stat("eth1", "rx_xdp_tx_err", &before));
	path_do(0, 0, HEAD(-USER_GROWS), HEADER, VALUE_ALL(0));
	path_do(0, 1, VALUE_ALL(1));
	EXPECT_EQ(0, path_go(&path, &run));
	EXPECT_EQ(0, path_check_results());
	ASSERT_EQ(0, user_unbind(fd));
	ASSERT_EQ(0, net_stat("eth1", "rx_xdp_tx_err", &now));
	EXPECT_EQ(USER_PACKETS / 2, now - before);
	EXPECT_LT(0, user_left(USER_GROWS + USER_TAG));
}

/*
 * A thread overwrites the values of all frames while programs run for long.
 * Packets do not change, apart from their values, and no tag has another TPID
 * than those of VLANs.
 */
#define SCRIBBLED_WAIT	20000	/* turns */
#define SCRIBBLED_TRIES	10
#define SCRIBBLED_CPU	1	/* the card's first queue has the other CPU */

static volatile bool scribble_stop;

/* Any of these goes to every place, so that a TPID may be any of them. */
static void *scribble(void *none)
{
	static const __u16 words[] = { 0x0081, 0xa888, 0x3412, 0 };
	volatile __u8 *values;
	unsigned int i, at, turn;

	net_pin(SCRIBBLED_CPU);
	for (turn = 0; !scribble_stop; turn++) {
		for (i = 0; i < XSK_FRAMES; i++) {
			values = user_values(i);
			for (at = 0; at < USER_VALUES; at += 2) {
				const __u16 word = words[(turn + i + at / 2) % 4];

				values[at] = word;
				values[at + 1] = word >> 8;
			}
		}
	}
	return none;
}

FIXTURE(scribbled) {
	pthread_t thread;
	int fd, tap;
	__u64 refused;
};

FIXTURE_VARIANT(scribbled) {
	struct path path;
};

FIXTURE_VARIANT_ADD(scribbled, pass) {
	.path = PATH_NIC_PASS("eth1"),
};
FIXTURE_VARIANT_ADD(scribbled, redirect) {
	.path = PATH_NIC_REDIRECT("eth1"),
};
FIXTURE_VARIANT_ADD(scribbled, cpumap) {
	.path = PATH_NIC_CPUMAP_PROG("eth1"),
};
FIXTURE_VARIANT_ADD(scribbled, tx) {
	.path = PATH_NIC_TX("eth0", "eth1"),
};

/* A VLAN device looks at the tag of what arrives. */
static int scribbled_vlan(const char *dev)
{
	char batch[128];

	snprintf(batch, sizeof(batch), "link add link %s name vlan5 type vlan "
		 "id 5\nlink set dev vlan5 up\n", dev);
	path_bpf->bss->observer_passes = 1;
	return net_ip(batch);
}

FIXTURE_SETUP(scribbled)
{
	const char *dev = variant->path.observers[0];

	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(USER_LISTS);
	ASSERT_EQ(0, scribbled_vlan(dev));
	self->tap = net_socket(dev, true);
	ASSERT_LE(0, self->tap);
	self->fd = user_bind();
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, net_stat("eth1", "rx_xdp_tx_err", &self->refused));
	scribble_stop = false;
	ASSERT_EQ(0, pthread_create(&self->thread, NULL, scribble, NULL));
}

FIXTURE_TEARDOWN(scribbled)
{
	scribble_stop = true;
	pthread_join(self->thread, NULL);
	EXPECT_EQ(0, user_unbind(self->fd));
	EXPECT_EQ(0, net_ip("link del dev vlan5\n"));
	close(self->tap);
}

/* Packets that have neither arrived nor been refused */
static int scribbled_missing(FIXTURE_DATA(scribbled) *self)
{
	__u64 now = 0;

	net_stat("eth1", "rx_xdp_tx_err", &now);
	return USER_PACKETS - (int)(now - self->refused) -
	       (int)path_bpf->bss->observed_total;
}

/* The next packet, apart from a tag, has to be what was sent in every byte. */
static int scribbled_bytes(int tap, __u32 *seq)
{
	static __u8 got[PATH_LEN + 100], want[PATH_LEN];
	const struct rxm_packet *pkt = (void *)got;
	int len = net_recv(tap, got, sizeof(got));

	if (len == PATH_LEN + USER_TAG) {
		memmove(got + 12, got + 12 + USER_TAG, len - 12 - USER_TAG);
		len -= USER_TAG;
	}
	if (len < 0)
		return len;
	*seq = pkt->seq;
	path_frame(want, PATH_LEN, *seq);
	if (len == PATH_LEN && !memcmp(got, want, PATH_LEN))
		return 0;
	net_say("packet %u, %d bytes, differs from what was sent", *seq, len);
	return -EBADMSG;
}

/* A tag has the TPID of a VLAN. Return: 1 when it is not the stored tag; or
 * -errno.
 */
static int scribbled_tag(__u32 seq)
{
	const struct rxm_seen *seen = &path_bpf->bss->seen[0][seq];
	struct path_want want;

	if (seen->count != 1 ||
	    (seen->proto && seen->proto != 0x8100 && seen->proto != 0x88a8)) {
		net_say("packet %u: %u times, tag %#x", seq, seen->count,
			seen->proto);
		return -EBADMSG;
	}
	path_stored(&want, RXM_PROGS, seq);
	if (!want.has_tag)
		return seen->proto ? -EBADMSG : 0;
	return seen->proto != want.proto || seen->tci != want.tci;
}

/* Check all packets that arrived. Return: how many have another tag than the stored
 * one, or -errno.
 */
static int scribbled_check(FIXTURE_DATA(scribbled) *self)
{
	int ms, ret, changed = 0;
	__u32 seq, i;

	for (ms = 0; scribbled_missing(self) && ms < 3000; ms++)
		usleep(1000);
	if (scribbled_missing(self))
		return -ETIMEDOUT;
	for (i = 0; i < path_bpf->bss->observed_total; i++) {
		ret = scribbled_bytes(self->tap, &seq) ?: scribbled_tag(seq);
		if (ret < 0)
			return ret;
		changed += ret;
	}
	return scribbled_bytes(self->tap, &seq) == -EAGAIN ? changed : -EBADMSG;
}

TEST_F(scribbled, values_change_nothing_else)
{
	const struct path_run run = { .packets = USER_PACKETS, .expect = 1 };
	int tries, changed = 0;

	path_do(0, 0, VALUE_ALL(0), WAIT(SCRIBBLED_WAIT), LOAD_VLAN, LOAD_HASH);
	path_do(0, 2, value_vlan(2), WAIT(SCRIBBLED_WAIT));
	path_do(0, 3, WAIT(SCRIBBLED_WAIT));
	path_do(0, 5, value_hash(5), value_ts(5), WAIT(SCRIBBLED_WAIT));
	path_do(0, 6, VALUE_ALL(6), WAIT(SCRIBBLED_WAIT));
	/* On a busy machine the thread may not run while packets arrive. */
	for (tries = 0; !changed && tries < SCRIBBLED_TRIES; tries++) {
		ASSERT_EQ(0, net_stat("eth1", "rx_xdp_tx_err", &self->refused));
		path_bpf->bss->observed_total = 0;
		memset(path_bpf->bss->seen, 0, sizeof(path_bpf->bss->seen));
		ASSERT_EQ(0, path_go(&variant->path, &run));
		changed = scribbled_check(self);
		ASSERT_LE(0, changed);
	}
	EXPECT_LT(0, changed);
}

static int user_open(void)
{
	return path_open() ?: stored_cards_open(USER_MTU, MLX5_STRIDING);
}

TEST_MAIN(user_open)
