// SPDX-License-Identifier: GPL-2.0
/*
 * Included by CARD_send.c: offloads of a modelled card on packets that its unmodified
 * driver sends: tags, checksums and segmentation. The other card receives the packets and
 * the cases check them there.
 *
 * The including file has before this line card_sent(), which returns how many packets
 * the second card has sent with an offload, and after it the variants: what ethtool has
 * to set, or NULL.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/virtio_net.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/harness.h"
#include "card_pair.h"
#include "frame.h"

#define MSS		1000

FIXTURE(send) {
	int out;		/* on the second card, with a virtio_net_hdr */
	int in;			/* on the first */
};

FIXTURE_VARIANT(send) {
	const char *set;	/* arguments of ethtool, for the second card */
};

FIXTURE_SETUP(send)
{
	int one = 1;

	if (variant->set)
		ASSERT_EQ(0, card_run(variant->set, peer));
	self->in = frame_socket(dev);
	self->out = frame_socket(peer);
	ASSERT_GE(self->in, 0);
	ASSERT_GE(self->out, 0);
	ASSERT_EQ(0, setsockopt(self->out, SOL_PACKET, PACKET_VNET_HDR, &one,
				sizeof(one)));
}

FIXTURE_TEARDOWN(send)
{
	close(self->in);
	close(self->out);
}

static int send_with(int fd, const struct virtio_net_hdr *hdr,
		     const struct frame *f)
{
	__u8 buf[sizeof(*hdr) + FRAME_MAX];

	memcpy(buf, hdr, sizeof(*hdr));
	memcpy(buf + sizeof(*hdr), f->data, f->len);
	return send(fd, buf, sizeof(*hdr) + f->len, 0) ==
	       (ssize_t)(sizeof(*hdr) + f->len) ? 0 : -1;
}

static __u16 be16(const __u8 *p)
{
	return p[0] << 8 | p[1];
}

static const struct flow tcp4 = { 4, IPPROTO_TCP, "10.9.8.7", "10.6.5.4",
				  1111, 2222 };
static const struct flow tcp6 = { 6, IPPROTO_TCP, "fd00::1:2", "fd00::3:4",
				  3333, 4444 };
static const struct flow udp4 = { 4, IPPROTO_UDP, "10.9.8.7", "10.6.5.4",
				  5555, 6666 };
static const struct flow udp6 = { 6, IPPROTO_UDP, "fd00::1:2", "fd00::3:4",
				  7777, 8888 };

static size_t l4_of(const struct flow *flow)
{
	return 14 + (flow->version == 4 ? 20 : 40);
}

static struct virtio_net_hdr header_of(const struct flow *flow)
{
	return (struct virtio_net_hdr){
		.flags = VIRTIO_NET_HDR_F_NEEDS_CSUM,
		.csum_start = l4_of(flow),
		.csum_offset = flow->proto == IPPROTO_TCP ? 16 : 6,
	};
}

TEST_F(send, checksum)
{
	static const struct flow *flows[] = { &tcp4, &tcp6, &udp4, &udp6 };

	for (unsigned int i = 0; i < 4; i++) {
		struct virtio_net_hdr hdr = header_of(flows[i]);

		for (size_t len = 0; len < 1400; len += 233) {
			struct frame f, got;

			frame_begin(&f, i);
			frame_flow(&f, flows[i], len);
			ASSERT_EQ(0, send_with(self->out, &hdr, &f));
			ASSERT_EQ(0, frame_receive(self->in, &got, WAIT_MS));
			EXPECT_TRUE(frame_is_right(&got)) TH_LOG("%u, %zu", i, len);
			EXPECT_EQ(0, memcmp(f.data + l4_of(flows[i]) + 20,
					    got.data + l4_of(flows[i]) + 20,
					    len > 12 ? len - 12 : 0));
		}
	}
}

/*
 * Send one large packet. The segments that arrive are those that a sender without TSO
 * would have sent.
 */
static void cut(struct __test_metadata *_metadata, FIXTURE_DATA(send) *self,
		const struct flow *flow, size_t len)
{
	struct virtio_net_hdr hdr = header_of(flow);
	size_t l4 = l4_of(flow), head = l4 + (flow->proto == 6 ? 20 : 8);
	struct frame f, got;
	size_t off = 0;

	hdr.hdr_len = head;
	hdr.gso_size = MSS;
	if (flow->proto == IPPROTO_UDP)
		hdr.gso_type = VIRTIO_NET_HDR_GSO_UDP_L4;
	else
		hdr.gso_type = flow->version == 4 ? VIRTIO_NET_HDR_GSO_TCPV4 :
						    VIRTIO_NET_HDR_GSO_TCPV6;
	frame_begin(&f, 1);
	frame_flow(&f, flow, len);
	if (flow->proto == IPPROTO_TCP)
		f.data[l4 + 13] = 0x19;	/* ACK, PSH, FIN */
	ASSERT_EQ(0, send_with(self->out, &hdr, &f));
	for (; off < len; off += MSS) {
		size_t n = len - off < MSS ? len - off : MSS;
		bool last = off + n == len;

		ASSERT_EQ(0, frame_receive(self->in, &got, WAIT_MS))
			TH_LOG("byte %zu is lost", off);
		/* Ethernet has no shorter frames. */
		EXPECT_EQ(head + n < 60 ? 60 : head + n, got.len);
		EXPECT_TRUE(frame_is_right(&got)) TH_LOG("at %zu", off);
		EXPECT_EQ(0, memcmp(f.data + head + off, got.data + head, n));
		if (flow->version == 4)
			EXPECT_EQ(off / MSS, be16(got.data + 18));
		if (flow->proto == IPPROTO_UDP) {
			EXPECT_EQ(8 + n, be16(got.data + l4 + 4));
			continue;
		}
		EXPECT_EQ(off, be16(got.data + l4 + 6));
		EXPECT_EQ(last ? 0x19 : 0x10, got.data[l4 + 13]);
	}
}

TEST_F(send, tso_tcp4)
{
	cut(_metadata, self, &tcp4, 8 * MSS);
	cut(_metadata, self, &tcp4, 4 * MSS + 1);
	cut(_metadata, self, &tcp4, MSS + MSS / 2);
}

TEST_F(send, tso_tcp6)
{
	cut(_metadata, self, &tcp6, 8 * MSS);
	cut(_metadata, self, &tcp6, 4 * MSS + 1);
}

TEST_F(send, tso_udp)
{
	cut(_metadata, self, &udp4, 5 * MSS + 7);
	cut(_metadata, self, &udp6, 3 * MSS);
}

/* Receive a test frame. Return: the TCI of its tag, -1 without one. */
static int tag_of(int fd, __u16 *tpid)
{
	struct tpacket_auxdata aux;

	if (frame_receive_aux(fd, &aux, WAIT_MS))
		return -1;
	*tpid = aux.tp_vlan_tpid;
	return aux.tp_status & TP_STATUS_VLAN_VALID ? aux.tp_vlan_tci : -1;
}

/* The card inserts the tag of a VLAN device. */
TEST_F(send, vlan)
{
	struct frame f;
	__u16 tpid = 0;
	int fd;

	ASSERT_EQ(0, card_run("ip link add link %s name tagged type vlan id 1234 egress-qos-map 0:5 && ip link set tagged up",
			      peer));
	fd = frame_socket("tagged");
	frame_begin(&f, 1);
	frame_flow(&f, &tcp4, 100);
	EXPECT_GE(fd, 0);
	EXPECT_EQ(0, frame_send(fd, &f));
	EXPECT_EQ(5 << 13 | 1234, tag_of(self->in, &tpid));
	EXPECT_EQ(ETH_P_8021Q, tpid);
	close(fd);
	EXPECT_EQ(0, card_run("ip link del tagged"));
}

/*
 * With a feature off, the stack does what the card does otherwise. The same packets
 * arrive, but no offload is counted.
 */
static void offload(struct __test_metadata *_metadata,
		    FIXTURE_DATA(send) *self, const char *feature,
		    enum offload what, unsigned int segments)
{
	const struct flow *flow = segments > 1 ? &tcp4 : &udp4;
	struct virtio_net_hdr hdr = header_of(flow);
	struct frame f, got;

	if (segments > 1) {
		hdr.hdr_len = l4_of(flow) + 20;
		hdr.gso_size = MSS;
		hdr.gso_type = VIRTIO_NET_HDR_GSO_TCPV4;
	}
	frame_begin(&f, 1);
	frame_flow(&f, flow, segments * MSS);
	frame_seal(&f, flow, true);
	for (int on = 0; on < 2; on++) {
		__u64 before = card_sent(what);

		ASSERT_EQ(0, card_run("ethtool -K %s %s %s", peer, feature,
				      on ? "on" : "off"));
		ASSERT_EQ(0, send_with(self->out, &hdr, &f));
		for (unsigned int i = 0; i < segments; i++) {
			ASSERT_EQ(0, frame_receive(self->in, &got, WAIT_MS));
			EXPECT_TRUE(frame_is_right(&got));
		}
		EXPECT_EQ(on, card_sent(what) - before)
			TH_LOG("%s %d", feature, on);
	}
}

TEST_F(send, checksum_off)
{
	offload(_metadata, self, "tx", SENT_CHECKSUM, 1);
}

TEST_F(send, tso_off)
{
	offload(_metadata, self, "tso", SENT_LARGE, 3);
}

/* With txvlan off the stack inserts the same tag. */
TEST_F(send, vlan_off)
{
	struct frame f;

	ASSERT_EQ(0, card_run("ip link add link %s name tagged type vlan id 1234 && ip link set tagged up",
			      peer));
	frame_begin(&f, 1);
	frame_flow(&f, &tcp4, 100);
	for (int on = 0; on < 2; on++) {
		__u64 before = card_sent(SENT_TAG);
		int fd = frame_socket("tagged");
		__u16 tpid = 0;

		EXPECT_EQ(0, card_run("ethtool -K %s txvlan %s", peer,
				      on ? "on" : "off"));
		EXPECT_EQ(0, frame_send(fd, &f));
		EXPECT_EQ(1234, tag_of(self->in, &tpid));
		EXPECT_EQ(ETH_P_8021Q, tpid);
		EXPECT_EQ(on, card_sent(SENT_TAG) -
			      before);
		close(fd);
	}
	EXPECT_EQ(0, card_run("ip link del tagged"));
}

static int send_open(void)
{
	/* GRO would merge the segments again. */
	return cards_ready("off") ?: cards_set_rings(RING_SMALL);
}
