// SPDX-License-Identifier: GPL-2.0
/*
 * The hash that a NIC reports, as the driver's reader returns it to a program.
 * It is compared with the Toeplitz hash of the frame under the driver's key,
 * and with the published vectors. eth0 sends to eth1 (mergeable buffers), eth2
 * to eth3 (small buffers).
 */
#include <errno.h>
#include <fcntl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "tests/lib/port.h"
#include "tests/lib/harness.h"
#include "hash_frame.h"
#include "linear.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

#define HASH_BIT	57	/* VIRTIO_NET_F_HASH_REPORT */
#define HASH_TCP4	0x19	/* XDP_RSS_TYPE_L4_IPV4_TCP */
#define HASH_QUEUES	8	/* of the veth */
#define HASH_TRIES	8	/* more than there are vectors */

struct hash_nic {
	const char *tx, *rx;
	const char *hub;	/* bridge on the host */
};

#define MERGEABLE	{ .tx = "eth0", .rx = "eth1", .hub = "hub0" }
#define SMALL		{ .tx = "eth2", .rx = "eth3", .hub = "hub1" }

static const struct hash_nic nics[] = { MERGEABLE, SMALL };

static int hash_send(const struct hash_nic *nic, const struct hash_frame *frame)
{
	int fd = net_socket(nic->tx, false);
	ssize_t n;

	if (fd < 0)
		return fd;
	n = send(fd, frame->bytes, frame->len, 0);
	close(fd);
	return n < 0 ? -errno : net_wait(&path_test()->prog[0].runs, 1);
}

/* Begin a path for one frame, which need not be a test packet. */
static int hash_begin(const struct path *path)
{
	int err = path_begin(path);

	path_test()->any = 1;
	path_bpf->bss->observer_any = 1;
	path_lists(1);
	return err;
}

static int hash_check_op(unsigned int i, const struct hash_frame *frame)
{
	const struct rxm_res *res = &path_test()->prog[0].res[0][i];

	if (!res->ret && res->a == frame->hash && res->b == frame->type)
		return 0;
	net_say("operation %u: %d, hash %#x type %#llx, not %#x type %#x", i,
		res->ret, res->a, res->b, frame->hash, frame->type);
	return -EINVAL;
}

/* The table of the device chooses the receive queue. */
static int hash_check_queue(const struct net_rss *rss,
			    const struct hash_frame *frame)
{
	unsigned int queue = path_test()->prog[0].at[0].queue;

	if (!frame->type || queue == rss->table[frame->hash % rss->size])
		return 0;
	net_say("arrived on queue %u, not %u", queue,
		rss->table[frame->hash % rss->size]);
	return -EINVAL;
}

/* An skb has the hash of the frame. Without a hash, all of this is 0. */
static int hash_check_skb(const struct hash_frame *frame)
{
	const struct rxm_seen *seen = &path_bpf->bss->seen[0][0];
	bool l4 = frame->type & HASH_TYPE_L4;

	if (seen->count == 1 && seen->l4 == l4 && seen->hash == frame->hash &&
	    (!l4 || seen->recalc == frame->hash))
		return 0;
	net_say("skb has hash %#x l4 %u get_hash %#x, not %#x l4 %u; count %u",
		seen->hash, seen->l4, seen->recalc, frame->hash, l4,
		seen->count);
	return -EINVAL;
}

/* Send a frame and check the hash of the skb that arrives. */
static int hash_arrives(const struct hash_nic *nic,
			const struct hash_frame *frame)
{
	return hash_send(nic, frame) ?:
	       net_wait(&path_bpf->bss->observed_total, 1) ?:
	       hash_check_skb(frame);
}

static int hash_check_bytes(int fd, const struct hash_frame *frame)
{
	static __u8 got[HASH_FRAME_MAX + 100];
	int n = net_recv(fd, got, sizeof(got));

	if (n == frame->len && !memcmp(got, frame->bytes, n))
		return 0;
	net_say("%d bytes arrived that are not the %u sent", n, frame->len);
	return -EBADMSG;
}

FIXTURE(hash) {
	struct hash_frame frame;
	struct net_rss rss;
};

FIXTURE_VARIANT(hash) {
	struct hash_nic nic;
	enum hash_kind kind;
};

#define HASH(name, frame)						\
	FIXTURE_VARIANT_ADD(hash, mergeable_##name) {			\
		.nic = MERGEABLE, .kind = frame };			\
	FIXTURE_VARIANT_ADD(hash, small_##name) {			\
		.nic = SMALL, .kind = frame }

HASH(ip4_tcp, IP4_TCP_FRAME);
HASH(ip4_udp, IP4_UDP_FRAME);
FIXTURE_VARIANT_ADD(hash, mergeable_ip4_udp_jumbo) {
	.nic = MERGEABLE, .kind = IP4_UDP_JUMBO_FRAME,
};
HASH(ip4_icmp, IP4_ICMP_FRAME);
HASH(ip4_sctp, IP4_SCTP_FRAME);
HASH(ip4_gre, IP4_GRE_FRAME);
HASH(ip4_options_tcp, IP4_OPTIONS_TCP_FRAME);
HASH(ip4_options_udp, IP4_OPTIONS_UDP_FRAME);
HASH(ip4_first_fragment_tcp, IP4_FIRST_FRAGMENT_TCP_FRAME);
HASH(ip4_first_fragment_udp, IP4_FIRST_FRAGMENT_UDP_FRAME);
HASH(ip4_later_fragment, IP4_LATER_FRAGMENT_FRAME);
HASH(ip4_vlan_tcp, IP4_VLAN_TCP_FRAME);
HASH(ip6_tcp, IP6_TCP_FRAME);
HASH(ip6_udp, IP6_UDP_FRAME);
HASH(ip6_icmp, IP6_ICMP_FRAME);
HASH(ip6_hop_tcp, IP6_HOP_TCP_FRAME);
HASH(ip6_dest_udp, IP6_DEST_UDP_FRAME);
HASH(ip6_routing_tcp, IP6_ROUTING_TCP_FRAME);
HASH(ip6_hop_icmp, IP6_HOP_ICMP_FRAME);
HASH(ip6_nothing, IP6_NOTHING_FRAME);
HASH(ip6_first_fragment, IP6_FIRST_FRAGMENT_FRAME);
HASH(ip6_later_fragment, IP6_LATER_FRAGMENT_FRAME);
HASH(ip6_vlan_udp, IP6_VLAN_UDP_FRAME);
HASH(arp, ARP_FRAME);
HASH(vlan_arp, VLAN_ARP_FRAME);

FIXTURE_SETUP(hash)
{
	ASSERT_EQ(0, net_rss(variant->nic.rx, &self->rss));
	hash_frame_make(&self->frame, variant->kind, self->rss.key);
}

FIXTURE_TEARDOWN(hash)
{
}

/* The reader returns the hash also after the packet's start was moved in either
 * direction, and after the device's report was overwritten.
 */
TEST_F(hash, is_what_the_reader_gives)
{
	const struct path path = {
		.from = FROM_SKB,
		.prog = { BOUND(variant->nic.rx, DO_DROP) },
	};

	ASSERT_EQ(0, hash_begin(&path));
	path_do(0, 0, RX_HASH, HEAD(-24), RX_HASH, HEAD(24 + 32), RX_HASH,
	       HEAD(-32), RX_HASH, HEAD(-64), HEADER, RX_HASH);
	ASSERT_EQ(0, hash_send(&variant->nic, &self->frame));
	EXPECT_EQ(0, hash_check_op(0, &self->frame));
	EXPECT_EQ(0, hash_check_op(2, &self->frame));
	EXPECT_EQ(0, hash_check_op(4, &self->frame));
	EXPECT_EQ(0, hash_check_op(6, &self->frame));
	EXPECT_EQ(0, hash_check_op(9, &self->frame));
	/* Attaching a program changes the NIC's queues, and so its table. */
	ASSERT_EQ(0, net_rss(variant->nic.rx, &self->rss));
	EXPECT_EQ(0, hash_check_queue(&self->rss, &self->frame));
}

/* The hash chooses the queue of the veth. */
static int hash_check_veth(const struct hash_frame *frame)
{
	unsigned int queue = ((__u64)HASH_QUEUES * frame->hash) >> 32;
	unsigned int came = path_test()->prog[1].at[0].queue;

	if (!frame->type || came == queue)
		return 0;
	net_say("arrived on queue %u of the veth, not %u", came, queue);
	return -EINVAL;
}

/* The program reads, stores and redirects. Without a hash, the store fails. */
TEST_F(hash, is_what_a_relay_passes_on)
{
	const struct path path = {
		.from = FROM_SKB,
		.prog = {
			BOUND(variant->nic.rx, TO_DEV("qtx")),
			NATIVE("qrx", DO_PASS),
		},
		.observers = { "qrx" },
	};
	const struct rxm_res *kept = &path_test()->prog[0].res[0][0];
	int fd = net_socket("qrx", true);

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, hash_begin(&path));
	path_do(0, 0, KEEP_HASH);
	ASSERT_EQ(0, hash_send(&variant->nic, &self->frame));
	ASSERT_EQ(0, net_wait(&path_bpf->bss->observed_total, 1));
	EXPECT_EQ(self->frame.type ? 0 : -EINVAL, kept->ret);
	EXPECT_EQ(0, hash_check_skb(&self->frame));
	EXPECT_EQ(0, hash_check_bytes(fd, &self->frame));
	EXPECT_EQ(0, hash_check_veth(&self->frame));
	close(fd);
}

TEST_F(hash, is_what_a_relay_to_another_cpu_passes_on)
{
	const struct path path = {
		.from = FROM_SKB,
		.prog = { BOUND(variant->nic.rx, TO_CPUMAP) },
		.observers = { variant->nic.rx },
	};
	int fd = net_socket(variant->nic.rx, true);

	ASSERT_LE(0, fd);
	ASSERT_EQ(0, hash_begin(&path));
	path_do(0, 0, KEEP_HASH);
	ASSERT_EQ(0, hash_send(&variant->nic, &self->frame));
	ASSERT_EQ(0, net_wait(&path_bpf->bss->observed_total, 1));
	EXPECT_EQ(self->frame.type ? 0 : -EINVAL,
		  path_test()->prog[0].res[0][0].ret);
	EXPECT_EQ(0, hash_check_skb(&self->frame));
	EXPECT_EQ(0, hash_check_bytes(fd, &self->frame));
	close(fd);
}

/* The device's report lies in front of the first buffer, and is copied with it. */
TEST(linear_program_reads_the_hash_of_several_buffers)
{
	const struct path path = {
		.from = FROM_SKB,
		.prog = { BOUND_LINEAR("eth1", DO_DROP) },
	};
	static struct hash_frame frame;
	struct net_rss rss;

	ASSERT_EQ(0, net_rss("eth1", &rss));
	hash_frame_make(&frame, IP4_UDP_LONG_FRAME, rss.key);
	ASSERT_EQ(0, linear_prepare("eth1"));
	ASSERT_EQ(0, hash_begin(&path));
	path_do(0, 0, RX_HASH, SPAN, HEAD(-24), RX_HASH);
	EXPECT_EQ(0, hash_send(&nics[0], &frame));
	EXPECT_EQ(0, hash_check_op(0, &frame));
	EXPECT_EQ(frame.len, path_test()->prog[0].res[0][1].a);
	EXPECT_EQ(0, hash_check_op(3, &frame));
	EXPECT_EQ(0, linear_mtu("eth1", NIC_JUMBO));
}

/* The published vectors, with their key */
FIXTURE(vectors) {
	struct net_rss rss;
};

FIXTURE_VARIANT(vectors) {
	struct hash_nic nic;
	enum hash_kind kind;
	unsigned int n;		/* vectors with such a hash */
};

#define VECTOR(name, frame, count)					\
	FIXTURE_VARIANT_ADD(vectors, mergeable_##name) {		\
		.nic = MERGEABLE, .kind = frame, .n = count };		\
	FIXTURE_VARIANT_ADD(vectors, small_##name) {			\
		.nic = SMALL, .kind = frame, .n = count }

VECTOR(ip4, IP4_ICMP_FRAME, 5);
VECTOR(ip4_tcp, IP4_TCP_FRAME, 5);
VECTOR(ip6, IP6_ICMP_FRAME, 4);
VECTOR(ip6_tcp, IP6_TCP_FRAME, 3);

FIXTURE_SETUP(vectors)
{
	ASSERT_EQ(0, net_rss(variant->nic.rx, &self->rss));
	ASSERT_EQ(0, net_set_rss_key(variant->nic.rx,
				     hash_frame_vector_key));
}

FIXTURE_TEARDOWN(vectors)
{
	net_set_rss_key(variant->nic.rx, self->rss.key);
}

TEST_F(vectors, are_what_the_reader_gives)
{
	const struct path path = {
		.from = FROM_SKB,
		.prog = { BOUND(variant->nic.rx, DO_DROP) },
	};
	struct hash_frame frame;
	unsigned int i, tried = 0;

	ASSERT_EQ(0, hash_begin(&path));
	path_do(0, 0, RX_HASH);
	for (i = 0; i < HASH_TRIES; i++) {
		if (!hash_frame_vector(&frame, variant->kind, i))
			continue;
		path_test()->prog[0].runs = 0;
		ASSERT_EQ(0, hash_send(&variant->nic, &frame));
		EXPECT_EQ(0, hash_check_op(0, &frame));
		tried++;
	}
	EXPECT_EQ(variant->n, tried);
}

/* The same for frames that this guest has not built */
TEST_F(vectors, are_what_the_reader_gives_of_frames_made_on_the_host)
{
	const struct path path = {
		.from = FROM_SKB,
		.prog = { BOUND(variant->nic.rx, DO_DROP) },
	};
	int host = port_open("lab.beside");
	struct hash_frame frame;
	unsigned int i;

	ASSERT_LE(0, host);
	ASSERT_EQ(0, hash_begin(&path));
	path_do(0, 0, RX_HASH);
	for (i = 0; i < HASH_TRIES; i++) {
		if (!hash_frame_vector(&frame, variant->kind, i))
			continue;
		path_test()->prog[0].runs = 0;
		dprintf(host, "%s %u %u\n", variant->nic.hub, variant->kind, i);
		ASSERT_EQ(0, net_wait(&path_test()->prog[0].runs, 1));
		EXPECT_EQ(0, hash_check_op(0, &frame));
	}
	close(host);
}

/* How a device behaves */
FIXTURE(device) {
	struct hash_frame frame;
};

FIXTURE_VARIANT(device) {
	struct hash_nic nic;
};

FIXTURE_VARIANT_ADD(device, mergeable) { .nic = MERGEABLE };
FIXTURE_VARIANT_ADD(device, small) { .nic = SMALL };

FIXTURE_SETUP(device)
{
	struct net_rss rss;

	ASSERT_EQ(0, net_rss(variant->nic.rx, &rss));
	hash_frame_make(&self->frame, IP4_TCP_FRAME, rss.key);
}

FIXTURE_TEARDOWN(device)
{
	net_set_rxhash(variant->nic.rx, true);
}

#define DEVICE_PATH(program)						\
	const struct path path = {					\
		.from = FROM_SKB,					\
		.prog = { program },					\
		.observers = { variant->nic.rx },			\
	}

TEST_F(device, gives_no_hash_while_rx_hashing_is_off)
{
	DEVICE_PATH(BOUND(variant->nic.rx, DO_DROP));
	const struct path_try tries[] = {
		FAILS(ENODATA, RX_HASH), FAILS(EOPNOTSUPP, RX_VLAN),
		FAILS(EOPNOTSUPP, RX_TS), OK(STORE_HASH(5, RSS_L4)),
		GIVES(5, RSS_L4, RX_HASH),
	};
	struct path_want want = {};

	ASSERT_EQ(0, net_set_rxhash(variant->nic.rx, false));
	ASSERT_EQ(0, hash_begin(&path));
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	ASSERT_EQ(0, hash_send(&variant->nic, &self->frame));
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
}

TEST_F(device, yields_to_the_stored_hash)
{
	DEVICE_PATH(BOUND(variant->nic.rx, DO_DROP));
	const struct path_try tries[] = {
		GIVES(self->frame.hash, HASH_TCP4, RX_HASH),
		OK(STORE_HASH(5, RSS_L4)), GIVES(5, RSS_L4, RX_HASH),
		OK(CLEAR(WHICH_HASH)), GIVES(self->frame.hash, HASH_TCP4, RX_HASH),
		OK(STORE_VLAN(6, 0x8100)), OK(STORE_TS(7)),
		GIVES(self->frame.hash, HASH_TCP4, RX_HASH),
		GIVES(6, 0x8100, RX_VLAN), GIVES(0, 7, RX_TS),
	};
	struct path_want want = {};

	ASSERT_EQ(0, hash_begin(&path));
	path_try(0, 0, tries, ARRAY_SIZE(tries));
	ASSERT_EQ(0, hash_send(&variant->nic, &self->frame));
	EXPECT_EQ(0, path_check_tries(0, 0, tries, ARRAY_SIZE(tries), &want));
}

/* XDP_PASS: the skb has the program's hash, not the device's. */
TEST_F(device, yields_in_the_skb)
{
	DEVICE_PATH(NATIVE(variant->nic.rx, DO_PASS));

	ASSERT_EQ(0, hash_begin(&path));
	path_do(0, 0, STORE_HASH(0x12345678, RSS_L4_UDP4));
	self->frame.hash = 0x12345678;
	EXPECT_EQ(0, hash_arrives(&variant->nic, &self->frame));
}

TEST_F(device, yields_to_a_hash_of_addresses_in_the_skb)
{
	DEVICE_PATH(NATIVE(variant->nic.rx, DO_PASS));

	ASSERT_EQ(0, hash_begin(&path));
	path_do(0, 0, STORE_HASH(0x12345678, RSS_L3_IPV4));
	self->frame.hash = 0x12345678;
	self->frame.type = RSS_L3_IPV4;
	EXPECT_EQ(0, hash_arrives(&variant->nic, &self->frame));
}

/* Where the program stored no hash, the skb has none: the driver sets none on a
 * packet that a program saw.
 */
TEST_F(device, leaves_no_hash_behind_a_program)
{
	DEVICE_PATH(NATIVE(variant->nic.rx, DO_PASS));

	ASSERT_EQ(0, hash_begin(&path));
	path_do(0, 0, STORE_HASH(5, RSS_L4_UDP4), CLEAR(WHICH_HASH));
	self->frame.hash = 0;
	self->frame.type = 0;
	EXPECT_EQ(0, hash_arrives(&variant->nic, &self->frame));
}

/* Without a program, the skb has the device's hash. */
TEST_F(device, hashes_for_the_skb)
{
	DEVICE_PATH(UNATTACHED(variant->nic.rx));

	ASSERT_EQ(0, hash_begin(&path));
	path_test()->prog[0].runs = 1;	/* no program to wait for */
	EXPECT_EQ(0, hash_arrives(&variant->nic, &self->frame));
}

/* Where QEMU dropped the feature, no test here would see a hash. */
static int hash_reported(const char *dev)
{
	char path[64], bits[64] = "";
	int fd;

	if (net_await(dev))
		return -ENODEV;
	snprintf(path, sizeof(path), "/sys/class/net/%s/device/features", dev);
	fd = open(path, O_RDONLY);
	if (fd < 0 || read(fd, bits, sizeof(bits)) <= HASH_BIT)
		return -ENODEV;
	close(fd);
	if (bits[HASH_BIT] == '1')
		return 0;
	net_say("%s reports no hashes: %.64s", dev, bits);
	return -EOPNOTSUPP;
}

static int hash_nic(const struct hash_nic *nic)
{
	return hash_reported(nic->rx) ?: net_take(nic->tx) ?:
	       net_take(nic->rx) ?: path_observe(nic->rx) ?:
	       net_set_rxhash(nic->rx, true) ?: path_open_reader(nic->rx);
}

static int hash_open(void)
{
	return path_open() ?: hash_nic(&nics[0]) ?: hash_nic(&nics[1]) ?:
	       path_open_linear_reader("eth1") ?:
	       net_ip("link set eth0 mtu 9000\nlink set eth1 mtu 9000\n"
		      "link add qtx mtu 9000 numtxqueues 1 numrxqueues 8 "
		      "type veth peer name qrx mtu 9000 numtxqueues 1 "
		      "numrxqueues 8\nlink set qtx up\nlink set qrx up\n") ?:
	       net_set_gro("qrx", true) ?: path_observe("qrx");
}

TEST_MAIN(hash_open)
