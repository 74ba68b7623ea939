// SPDX-License-Identifier: GPL-2.0
/*
 * Sockets: the VLAN tag as auxiliary data of a packet socket, the timestamp as
 * a raw hardware timestamp, and the VLAN device that gets the packet.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>
#include <linux/if_ether.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/layer/cases/packet_socket.inc.c"
#include "tests/layer/path/values.h"
#include "tests/layer/path/paths.h"

#define SOCK_PORT	4242
#define SOCK_VID	257

PACKET_SOCKET(live_pass, PATH_LIVE_PASS);
PACKET_SOCKET(live_devmap, PATH_LIVE_DEVMAP);
PACKET_SOCKET(live_cpumap, PATH_LIVE_CPUMAP);
PACKET_SOCKET(veth_skb, PATH_VETH_SKB_PASS);
PACKET_SOCKET(veth_frame, PATH_VETH_FRAME_PASS);
PACKET_SOCKET(generic, PATH_GENERIC_PASS);

/* A UDP datagram for rx1.257, as a live frame without its tag */
struct datagram {
	struct ethhdr eth;
	struct iphdr ip;
	struct udphdr udp;
	__u32 body[8];
} __attribute__((packed));

static __u16 datagram_sum(const void *data, unsigned int len)
{
	const __u16 *word = data;
	__u32 sum = 0;

	while (len > 1) {
		sum += *word++;
		len -= 2;
	}
	sum = (sum & 0xffff) + (sum >> 16);
	return ~((sum & 0xffff) + (sum >> 16));
}

static void datagram_make(struct datagram *d, const __u8 *mac)
{
	memset(d, 0, sizeof(*d));
	memcpy(d->eth.h_dest, mac, ETH_ALEN);
	memcpy(d->eth.h_source, "\x02rxm-s", ETH_ALEN);
	d->eth.h_proto = htons(ETH_P_IP);
	d->ip.version = 4;
	d->ip.ihl = 5;
	d->ip.ttl = 64;
	d->ip.protocol = IPPROTO_UDP;
	d->ip.tot_len = htons(sizeof(*d) - sizeof(d->eth));
	d->ip.saddr = inet_addr("10.77.0.2");
	d->ip.daddr = inet_addr("10.77.0.1");
	d->ip.check = datagram_sum((__u8 *)d + ETH_HLEN, sizeof(d->ip));
	d->udp.source = htons(1);
	d->udp.dest = htons(SOCK_PORT);
	d->udp.len = htons(sizeof(d->udp) + sizeof(d->body));
}

static int datagram_socket(void)
{
	struct sockaddr_in at = {
		.sin_family = AF_INET, .sin_port = htons(SOCK_PORT),
		.sin_addr.s_addr = inet_addr("10.77.0.1"),
	};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (struct sockaddr *)&at, sizeof(at)))
		return -errno;
	return anc_enable_time(fd) ?: fd;
}

static int mac_of(const char *dev, __u8 *mac)
{
	struct ifreq req = {};
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0), err;

	strncpy(req.ifr_name, dev, IFNAMSIZ - 1);
	err = ioctl(fd, SIOCGIFHWADDR, &req);
	memcpy(mac, req.ifr_hwaddr.sa_data, ETH_ALEN);
	close(fd);
	return err;
}

FIXTURE(udp_socket) {
	int fd;
};

FIXTURE_VARIANT(udp_socket) {
	struct path path;
	const char *dev;	/* device that live frames claim to come from */
};

FIXTURE_VARIANT_ADD(udp_socket, live_pass) {
	.path = PATH_LIVE_PASS, .dev = "rx1",
};
FIXTURE_VARIANT_ADD(udp_socket, live_redirect) {
	.path = PATH_LIVE_REDIRECT, .dev = "rx0",
};
FIXTURE_VARIANT_ADD(udp_socket, live_cpumap) {
	.path = PATH_LIVE_CPUMAP, .dev = "rx1",
};

FIXTURE_SETUP(udp_socket)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_test()->number = 0;
	path_test()->any = 1;
	path_lists(1);
	self->fd = datagram_socket();
	ASSERT_LE(0, self->fd);
}

FIXTURE_TEARDOWN(udp_socket)
{
	close(self->fd);
}

/* The stored tag has the device's VID, and so the packet goes to that device. */
TEST_F(udp_socket, behind_vlan_device)
{
	const struct path_run run = {
		.packets = 4, .len = sizeof(struct datagram),
	};
	struct datagram datagram;
	struct anc anc;
	__u8 mac[ETH_ALEN];
	int i;

	ASSERT_EQ(0, mac_of("rx1", mac));
	datagram_make(&datagram, mac);
	path_do(0, 0, STORE_HASH(5, RSS_L4), STORE_TS(1700000000123456789ULL),
	       STORE_VLAN(0x6000 | SOCK_VID, 0x8100));
	ASSERT_EQ(0, path_live_prog(path_bpf->progs.prog0, &datagram, &run,
				   variant->dev));
	for (i = 0; i < 4; i++) {
		ASSERT_EQ(0, socket_recv(self->fd, &anc));
		EXPECT_EQ(1700000000123456789ULL, anc.hwtstamp);
	}
}

static int socket_open(void)
{
	return path_open() ?:
	       net_ip("link add link rx1 name rx1.257 type vlan id 257\n"
		      "link set rx1.257 up\n"
		      "addr add 10.77.0.1/24 dev rx1.257\n");
}

TEST_MAIN(socket_open)
