// SPDX-License-Identifier: GPL-2.0
/*
 * RX hash, VLAN tag and timestamp that XDP programs store for a packet: the
 * kfuncs and their errors, and what carries the values to a program or skb.
 *
 * veth0 and veth1 are a pair in a netns of their own.
 */
#include <linux/if_link.h>
#include <linux/if_packet.h>
#include <linux/if_tun.h>
#include <net/if.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <test_progs.h>
#include <network_helpers.h>
#include "xdp_rx_meta.h"
#include "xdp_rx_meta.skel.h"

#define NETNS_NAME	"xdp_rx_meta"
#define QUEUES		"numtxqueues 2 numrxqueues 2"
/* A multiple of PACKET_CHAINED, and more than the pages that a test run begins
 * with, so that it uses some again
 */
#define NUM_PACKETS	300
#define WAIT_MS		5000

struct frame {
	struct ethhdr eth;
	__u8 payload[50];
} __packed;

static const struct frame frame = {
	.eth.h_dest = { 0xff, 0xff, 0xff, 0xff, 0xff, 0xff },
	.eth.h_source = { 0x02 },
	.eth.h_proto = __bpf_constant_htons(PACKET_PROTO),
};

/* Where the first program runs */
enum from {
	FROM_TEST_RUN,		/* live frames that veth0 is said to receive */
	FROM_VETH,		/* on veth1, for packets that veth0 sends */
	FROM_GENERIC,		/* the same in generic XDP */
};

struct carrier {
	const char *name;
	enum from from;
	int action;
	const char *dev;	/* that the devmap has */
	bool chained;		/* with a program in the devmap or cpumap */
	bool frame;		/* a veth receives it as a frame */
	const char *to;		/* the device of the skb */
};

static const struct carrier carriers[] = {
	{ "live_pass", FROM_TEST_RUN, XDP_PASS, .to = "veth0" },
	{ "live_tx", FROM_TEST_RUN, XDP_TX, .frame = true, .to = "veth1" },
	{ "live_devmap", FROM_TEST_RUN, XDP_REDIRECT, "veth0",
	  .frame = true, .to = "veth1" },
	{ "live_devmap_prog", FROM_TEST_RUN, XDP_REDIRECT, "veth0",
	  .chained = true, .frame = true, .to = "veth1" },
	{ "live_cpumap", FROM_TEST_RUN, XDP_REDIRECT, .to = "veth0" },
	{ "live_cpumap_prog", FROM_TEST_RUN, XDP_REDIRECT,
	  .chained = true, .to = "veth0" },
	{ "veth_pass", FROM_VETH, XDP_PASS, .to = "veth1" },
	{ "veth_tx", FROM_VETH, XDP_TX, .frame = true, .to = "veth0" },
	{ "veth_devmap", FROM_VETH, XDP_REDIRECT, "veth1",
	  .frame = true, .to = "veth0" },
	{ "veth_cpumap", FROM_VETH, XDP_REDIRECT, .to = "veth1" },
	{ "generic_pass", FROM_GENERIC, XDP_PASS, .to = "veth1" },
	{ "generic_cpumap", FROM_GENERIC, XDP_REDIRECT, .to = "veth1" },
	{ "generic_cpumap_prog", FROM_GENERIC, XDP_REDIRECT,
	  .chained = true, .to = "veth1" },
};

/* No check of a BPF program failed. */
static void assert_checks(const struct xdp_rx_meta *skel)
{
	if (!ASSERT_EQ(skel->bss->failed_line, 0, "line of the failed check"))
		ASSERT_EQ(skel->bss->failed_got, 0, "what the check got");
}

/* Run a test of the kfuncs on a packet of @len bytes. */
static void test_kfuncs(struct xdp_rx_meta *skel, struct bpf_program *prog,
			size_t len)
{
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_size_in = len,
		    .repeat = 1,
	);
	char *data;

	data = calloc(1, len);
	if (!ASSERT_OK_PTR(data, "calloc"))
		return;
	opts.data_in = data;
	skel->bss->failed_line = 0;
	ASSERT_OK(bpf_prog_test_run_opts(bpf_program__fd(prog), &opts), "run");
	ASSERT_EQ(opts.retval, XDP_PASS, "retval");
	assert_checks(skel);
	free(data);
}

static int run_live(struct xdp_rx_meta *skel)
{
	struct xdp_md ctx_in = {
		.data_end = sizeof(frame),
		.ingress_ifindex = if_nametoindex("veth0"),
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = &frame,
		    .data_size_in = sizeof(frame),
		    .ctx_in = &ctx_in,
		    .ctx_size_in = sizeof(ctx_in),
		    .flags = BPF_F_TEST_XDP_LIVE_FRAMES,
		    .repeat = NUM_PACKETS,
	);

	return bpf_prog_test_run_opts(bpf_program__fd(skel->progs.xdp_store),
				      &opts);
}

static int send_packets(const char *dev)
{
	struct sockaddr_ll to = {
		.sll_family = AF_PACKET,
		.sll_ifindex = if_nametoindex(dev),
	};
	int i, err = 0, fd;

	fd = socket(AF_PACKET, SOCK_RAW, 0);
	if (fd < 0)
		return -errno;
	for (i = 0; i < NUM_PACKETS && !err; i++)
		if (sendto(fd, &frame, sizeof(frame), 0, (void *)&to,
			   sizeof(to)) != sizeof(frame))
			err = -errno;
	close(fd);
	return err;
}

static u32 sum(const u32 *seen)
{
	u32 i, n = 0;

	for (i = 0; i < PACKET_MAX; i++)
		n += READ_ONCE(seen[i]);
	return n;
}

static void wait_for_packets(const u32 *seen)
{
	int ms;

	for (ms = 0; ms < WAIT_MS && sum(seen) < NUM_PACKETS; ms++)
		usleep(1000);
}

/* Each kind of packet arrived as often as it was sent. */
static void assert_seen(const u32 *seen, bool chained, const char *name)
{
	u32 each = NUM_PACKETS / PACKET_CHAINED;

	ASSERT_EQ(seen[PACKET_PLAIN], each, name);
	ASSERT_EQ(seen[PACKET_QUEUE0], chained ? 0 : each, name);
	ASSERT_EQ(seen[PACKET_QUEUE1], chained ? 0 : each, name);
	ASSERT_EQ(seen[PACKET_CHAINED], chained ? 2 * each : 0, name);
}

static struct xdp_rx_meta *open_and_load(struct netns_obj **netns)
{
	struct xdp_rx_meta *skel;

	*netns = netns_new(NETNS_NAME, true);
	if (!ASSERT_OK_PTR(*netns, "netns_new"))
		return NULL;
	SYS(fail, "ip link add veth0 %s type veth peer name veth1 %s", QUEUES,
	    QUEUES);
	SYS(fail, "ip link set veth0 up");
	SYS(fail, "ip link set veth1 up");

	skel = xdp_rx_meta__open_and_load();
	if (ASSERT_OK_PTR(skel, "open_and_load"))
		return skel;
fail:
	netns_free(*netns);
	return NULL;
}

static int set_maps(struct xdp_rx_meta *skel, const struct carrier *carrier)
{
	struct bpf_cpumap_val cpu = { .qsize = 2 * NUM_PACKETS };
	struct bpf_devmap_val dev = {};
	__u32 key = 0;

	if (carrier->action != XDP_REDIRECT)
		return 0;
	if (!carrier->dev) {
		skel->bss->to_cpu_map = true;
		if (carrier->chained)
			cpu.bpf_prog.fd =
				bpf_program__fd(skel->progs.cpumap_prog);
		return bpf_map__update_elem(skel->maps.cpu_map, &key,
					    sizeof(key), &cpu, sizeof(cpu), 0);
	}
	dev.ifindex = if_nametoindex(carrier->dev);
	if (carrier->chained)
		dev.bpf_prog.fd = bpf_program__fd(skel->progs.devmap_prog);
	return bpf_map__update_elem(skel->maps.dev_map, &key, sizeof(key), &dev,
				    sizeof(dev), 0);
}

static int attach_xdp(struct bpf_program *prog, const char *dev, __u32 flags)
{
	/* The devices go with the netns, and the programs with them. */
	return bpf_xdp_attach(if_nametoindex(dev), bpf_program__fd(prog), flags,
			      NULL);
}

static int attach(struct xdp_rx_meta *skel, const struct carrier *carrier)
{
	__u32 flags = carrier->from == FROM_GENERIC ? XDP_FLAGS_SKB_MODE :
						      XDP_FLAGS_DRV_MODE;
	struct bpf_program *prog = carrier->from == FROM_TEST_RUN ?
				   skel->progs.xdp_see : skel->progs.xdp_store;

	skel->bss->want_ifindex = if_nametoindex(carrier->to);
	skel->links.skb_see =
		bpf_program__attach_tcx(skel->progs.skb_see,
					skel->bss->want_ifindex, NULL);
	if (!skel->links.skb_see)
		return -errno;
	/* On veth0, too, as a veth takes frames only with a program. */
	return attach_xdp(skel->progs.xdp_see, "veth0", XDP_FLAGS_DRV_MODE) ?:
	       attach_xdp(prog, "veth1", flags);
}

static void test_carrier(const struct carrier *carrier)
{
	struct xdp_rx_meta *skel;
	struct netns_obj *netns;
	int err;

	skel = open_and_load(&netns);
	if (!skel)
		return;
	skel->bss->action = carrier->action;
	if (!ASSERT_OK(set_maps(skel, carrier), "set_maps") ||
	    !ASSERT_OK(attach(skel, carrier), "attach"))
		goto out;

	err = carrier->from == FROM_TEST_RUN ? run_live(skel) :
					       send_packets("veth0");
	if (!ASSERT_OK(err, "send"))
		goto out;
	wait_for_packets(skel->bss->seen_skb);
	assert_seen(skel->bss->seen_skb, carrier->chained, "seen_skb");
	if (carrier->frame)
		assert_seen(skel->bss->seen_xdp, carrier->chained, "seen_xdp");
	else
		ASSERT_EQ(sum(skel->bss->seen_xdp), 0, "seen_xdp");
	assert_checks(skel);
out:
	xdp_rx_meta__destroy(skel);
	netns_free(netns);
}

/* The readers of a driver return stored values. */
static void test_readers(void)
{
	struct xdp_rx_meta *skel;
	struct netns_obj *netns;
	struct carrier carrier = {
		.action = XDP_REDIRECT,
		.dev = "veth0",
	};

	skel = open_and_load(&netns);
	if (!skel)
		return;
	xdp_rx_meta__destroy(skel);
	skel = xdp_rx_meta__open();
	if (!ASSERT_OK_PTR(skel, "open"))
		goto out;
	bpf_program__set_autoload(skel->progs.readers, true);
	bpf_program__set_ifindex(skel->progs.readers, if_nametoindex("veth1"));
	bpf_program__set_flags(skel->progs.readers, BPF_F_XDP_DEV_BOUND_ONLY);
	if (!ASSERT_OK(xdp_rx_meta__load(skel), "load"))
		goto out;

	skel->bss->action = carrier.action;
	if (!ASSERT_OK(set_maps(skel, &carrier), "set_maps") ||
	    !ASSERT_OK(attach_xdp(skel->progs.xdp_see, "veth0",
				  XDP_FLAGS_DRV_MODE), "attach veth0") ||
	    !ASSERT_OK(attach_xdp(skel->progs.readers, "veth1",
				  XDP_FLAGS_DRV_MODE), "attach readers") ||
	    !ASSERT_OK(run_live(skel), "run_live"))
		goto out;
	wait_for_packets(skel->bss->seen_xdp);
	assert_seen(skel->bss->seen_xdp, false, "seen_xdp");
	assert_checks(skel);
out:
	xdp_rx_meta__destroy(skel);
	netns_free(netns);
}

static int open_tap(void)
{
	struct ifreq ifr = {
		.ifr_name = "tap0",
		.ifr_flags = IFF_TAP | IFF_NO_PI,
	};
	int fd;

	fd = open("/dev/net/tun", O_RDWR);
	if (fd < 0)
		return -errno;
	if (ioctl(fd, TUNSETIFF, &ifr)) {
		close(fd);
		return -errno;
	}
	return fd;
}

/* The tap gets a stored tag in the packet, and other packets as they are. */
static void assert_tagged(int fd)
{
	const __be16 tag[2] = { htons(VLAN_PROTO), htons(VLAN_TCI) };
	struct pollfd pollfd = { .fd = fd, .events = POLLIN };
	const size_t addrs = 2 * ETH_ALEN;
	char buf[256];
	int i;

	for (i = 0; i < NUM_PACKETS;) {
		bool plain = i % PACKET_CHAINED == PACKET_PLAIN;
		ssize_t len;

		if (!ASSERT_EQ(poll(&pollfd, 1, WAIT_MS), 1, "poll"))
			return;
		len = read(fd, buf, sizeof(buf));
		/* Frames of the stack, as for IPv6 */
		if (len < (ssize_t)sizeof(frame) ||
		    memcmp(buf, &frame, addrs))
			continue;
		i++;
		ASSERT_EQ(len, sizeof(frame) + (plain ? 0 : sizeof(tag)),
			  "length");
		ASSERT_OK(plain ? 0 : memcmp(buf + addrs, tag, sizeof(tag)),
			  "tag");
		ASSERT_OK(memcmp(buf + addrs + (plain ? 0 : sizeof(tag)),
				 &frame.eth.h_proto, sizeof(__be16)), "proto");
	}
}

/* The core pushes a stored tag for a driver that does not know about it. */
static void test_push(void)
{
	struct carrier carrier = {
		.action = XDP_REDIRECT,
		.dev = "tap0",
	};
	struct xdp_rx_meta *skel;
	struct netns_obj *netns;
	int fd;

	skel = open_and_load(&netns);
	if (!skel)
		return;
	fd = open_tap();
	if (!ASSERT_GE(fd, 0, "open_tap"))
		goto out;
	SYS(close_tap, "ip link set tap0 up");

	skel->bss->action = carrier.action;
	if (ASSERT_OK(set_maps(skel, &carrier), "set_maps") &&
	    ASSERT_OK(attach_xdp(skel->progs.xdp_see, "veth0",
				 XDP_FLAGS_DRV_MODE), "attach") &&
	    ASSERT_OK(run_live(skel), "run_live"))
		assert_tagged(fd);
	assert_checks(skel);
close_tap:
	close(fd);
out:
	xdp_rx_meta__destroy(skel);
	netns_free(netns);
}

static bool has_kfunc(const char *name)
{
	return libbpf_find_vmlinux_btf_id(name, BPF_TRACE_FENTRY) > 0;
}

static void test_all_kfuncs(void)
{
	size_t page = sysconf(_SC_PAGE_SIZE);
	struct xdp_rx_meta *skel;

	skel = xdp_rx_meta__open_and_load();
	if (!ASSERT_OK_PTR(skel, "open_and_load"))
		return;
	if (test__start_subtest("store_load_clear"))
		test_kfuncs(skel, skel->progs.store_load_clear, sizeof(frame));
	if (test__start_subtest("invalid"))
		test_kfuncs(skel, skel->progs.invalid, sizeof(frame));
	if (test__start_subtest("no_room"))
		test_kfuncs(skel, skel->progs.no_room, sizeof(frame));
	if (has_kfunc("bpf_xdp_pull_data") && test__start_subtest("pull_data"))
		test_kfuncs(skel, skel->progs.pull_data, page + page / 2);
	xdp_rx_meta__destroy(skel);
}

void test_xdp_rx_meta(void)
{
	int i;

	test_all_kfuncs();
	for (i = 0; i < ARRAY_SIZE(carriers); i++)
		if (test__start_subtest(carriers[i].name))
			test_carrier(&carriers[i]);
	if (test__start_subtest("readers"))
		test_readers();
	if (test__start_subtest("push_vlan_tag"))
		test_push();
}
