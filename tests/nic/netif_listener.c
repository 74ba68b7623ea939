// SPDX-License-Identifier: GPL-2.0
/* Receive frames from the remote on the interface under test with netif_record.bpf.c. */
#include <errno.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <netinet/in.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>
#include <linux/sockios.h>

#include <kselftest.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "tests/lib/netif.h"
#include "netif_listener.h"
#include "netif_record.h"
#include "netif_record.skel.h"

#define PASS_MS		3000
#define FIRST_MS	15000	/* until a switch forwards to a port that was down */
#define LINEAR_MTU	1500
#define PAYLOAD		64

static struct netif_record *skel;
static __u32 number;

static unsigned int mtu_of(const char *dev)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq ifr = { 0 };

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", dev);
	ioctl(fd, SIOCGIFMTU, &ifr);
	close(fd);
	return ifr.ifr_mtu;
}

static int load(void)
{
	/* A program that takes fragments is refused by drivers that have none. */
	const __u32 frags = mtu_of(netif.name) > LINEAR_MTU ? BPF_F_XDP_HAS_FRAGS : 0;

	skel = netif_record__open();
	if (!skel)
		return -errno;
	bpf_program__set_ifindex(skel->progs.record, net_index(netif.name));
	bpf_program__set_flags(skel->progs.record, BPF_F_XDP_DEV_BOUND_ONLY | frags);
	return netif_record__load(skel);
}

static bool await(__u32 total, int ms)
{
	const volatile __u32 *seen = &skel->bss->total;

	for (; ms > 0 && *seen < total; ms--)
		usleep(1000);
	return *seen >= total;
}

/**
 * netif_flows() - make flows between the addresses of the variables
 * @to: set to them: TCP and UDP of each family, with several ports
 * @room: how many
 *
 * Return: their number.
 */
int netif_flows(struct flow *to, unsigned int room)
{
	unsigned int n = 0;

	for (unsigned int i = 0; i < 2 * room && n < room; i++) {
		int family = i / 2 % 2 ? NETIF_V6 : NETIF_V4;

		if (!netif.local[family])
			continue;
		to[n++] = (struct flow){
			.version = family == NETIF_V6 ? 6 : 4,
			.proto = i % 2 ? IPPROTO_UDP : IPPROTO_TCP,
			.src = netif.remote[family], .dst = netif.local[family],
			.sport = 1024 + i * 4051, .dport = 2048 + i * 5179,
		};
	}
	return n;
}

/**
 * netif_frame() - build the next test frame, from the remote to the interface
 * @f: set to the frame
 * @flow: its flow
 * @tpid: TPID of its tag, 0 for no tag
 * @tci: TCI of its tag
 */
void netif_frame(struct frame *f, const struct flow *flow, __u16 tpid, __u16 tci)
{
	struct trailer end = { TRAILER_MAGIC, skel->bss->run, number };

	frame_begin(f, number);
	memcpy(f->data, netif.mac, 6);
	memcpy(f->data + 6, netif.remote_mac, 6);
	if (tpid)
		frame_tag(f, tpid, tci);
	frame_flow(f, flow, PAYLOAD);
	memcpy(f->data + f->len - sizeof(end), &end, sizeof(end));
}

/**
 * netif_pass() - have the remote send one frame
 * @flow: its flow
 * @tpid: TPID of its tag, 0 for no tag
 * @tci: TCI of its tag
 *
 * Return: its hints, or NULL when it did not come.
 */
const struct hints *netif_pass(const struct flow *flow, __u16 tpid, __u16 tci)
{
	struct hints *h = &skel->bss->hints[number % HINTS_FRAMES];
	__u32 before = skel->bss->total;
	struct frame f;

	memset(h, 0, sizeof(*h));
	netif_frame(&f, flow, tpid, tci);
	number++;
	if (netif_send(f.data, f.len) || !await(before + 1, PASS_MS) || h->seen != 1)
		return NULL;
	return h;
}

/**
 * netif_settle() - wait until frames come again after a change that sets up the card
 *
 * Return: whether they do.
 */
bool netif_settle(void)
{
	struct flow flow;

	netif_flows(&flow, 1);
	card_wait_up(netif.name);
	for (int i = 0; i < FIRST_MS / PASS_MS; i++)
		if (netif_pass(&flow, 0, 0))
			return true;
	return false;
}

/* The first frames may be lost while a link comes up. */
static int await_first(void)
{
	struct flow flow;
	struct frame f;

	netif_flows(&flow, 1);
	for (int ms = 0; ms < FIRST_MS; ms += 250) {
		netif_frame(&f, &flow, 0, 0);
		if (netif_send(f.data, f.len))
			return netif_refuse(KSFT_FAIL, "the remote %s does not answer any more",
					    netif.remote_args);
		if (await(1, 250))
			break;
	}
	if (!skel->bss->total)
		return netif_refuse(KSFT_FAIL, "no frame from %s has come to %s in %d s: have both ends one wire or one VLAN of a switch?",
				    netif.remote[NETIF_V4] ?: netif.remote[NETIF_V6], netif.name,
				    FIRST_MS / 1000);
	usleep(250000);
	number = 1;
	return 0;
}

/**
 * netif_listen() - attach the program to the interface and see the first frame come
 *
 * The program stays until all processes of the tests have ended.
 *
 * Return: 0, or the status to end with; netif_why says why.
 */
int netif_listen(void)
{
	int err = load(), fd;

	if (err)
		return netif_refuse(KSFT_SKIP, "no program that reads hints loads for %s, whose driver is %s: %s. The kernel needs 6.3, and the driver XDP hints",
				    netif.name, netif.driver, strerror(-err));
	LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = XDP_FLAGS_DRV_MODE);
	skel->bss->run = getpid() ^ time(NULL);
	fd = bpf_link_create(bpf_program__fd(skel->progs.record), net_index(netif.name),
			     BPF_XDP, &opts);
	if (fd < 0)
		return netif_refuse(KSFT_SKIP, "%s takes no XDP program: %s. Its MTU is %u, its driver %s",
				    netif.name, strerror(-fd), mtu_of(netif.name), netif.driver);
	card_wait_up(netif.name);
	return await_first();
}
