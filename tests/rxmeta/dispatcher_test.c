// SPDX-License-Identifier: GPL-2.0
/*
 * rxmeta below libxdp's dispatcher, beside a program of another tool: count_all, which
 * Debian's xdp-loader loads. Packets go into src1, so the programs on src0 have them.
 * They leave at out1.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "tests/lib/ancillary.h"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/lib/packet.h"
#include "tests/lib/rss_vectors.h"
#include "tests/lib/rxmeta_tool.h"
#include "background.h"

#define TUNNEL	5		/* packets of each round */
#define PLAIN	3
#define OTHER	"/lab/bpf/count_all.bpf.o"
#define SAYS	"/tmp/dispatcher_says"
#define PROGS	10		/* that a dispatcher calls */

FIXTURE(below) { int mounts; };

FIXTURE_SETUP(below)
{
	self->mounts = open("/proc/self/ns/mnt", O_RDONLY | O_CLOEXEC);
	ASSERT_EQ(0, net_new());
	ASSERT_EQ(0, net_ip("link add src0 type veth peer name src1\n"
			    "link add out0 type veth peer name out1 address 02:00:00:00:00:99\n"
			    "link set src0 up\nlink set src1 up\n"
			    "link set out0 up\nlink set out1 up\n"));
	ASSERT_EQ(0, net_set_gro("out1", true));
}

/* libxdp's pins would outlive the interface. */
FIXTURE_TEARDOWN(below)
{
	EXPECT_EQ(0, setns(self->mounts, CLONE_NEWNS));
	system("xdp-loader unload src0 --all >/dev/null 2>&1; xdp-loader clean >/dev/null 2>&1");
	EXPECT_EQ(0, system("! ls -d /sys/fs/bpf/xdp/dispatch-* 2>/dev/null"));
}

static int other_loads(const char *options)
{
	char command[256];

	snprintf(command, sizeof(command), "xdp-loader load %s src0 " OTHER, options);
	return system(command);
}

/* Return: number of the program with this name that was loaded last, or 0. */
static __u32 program_id(const char *name)
{
	__u32 id = 0, last = 0;

	while (!bpf_prog_get_next_id(id, &id)) {
		struct bpf_prog_info info = { };
		__u32 len = sizeof(info);
		int fd = bpf_prog_get_fd_by_id(id);

		if (!bpf_prog_get_info_by_fd(fd, &info, &len) &&
		    !strcmp(info.name, name))
			last = id;
		close(fd);
	}
	return last;
}

/* The kernel frees a program some time after it is detached. Return: whether it is gone. */
static bool program_goes(const char *name)
{
	int waited;

	for (waited = 0; waited < 200 && program_id(name); waited++)
		usleep(50000);
	return waited < 200;
}

static int other_unloads(void)
{
	char command[128];

	snprintf(command, sizeof(command), "xdp-loader unload src0 --id %u",
		 program_id("count_all"));
	return system(command);
}

static __u64 other_counted(void)
{
	__u32 map = 0, len, zero = 0;
	struct bpf_prog_info info = {
		.map_ids = (unsigned long)&map, .nr_map_ids = 1,
	};
	int fd = bpf_prog_get_fd_by_id(program_id("count_all"));
	__u64 count = 0;

	len = sizeof(info);
	if (bpf_prog_get_info_by_fd(fd, &info, &len))
		return ~0ULL;
	close(fd);
	fd = bpf_map_get_fd_by_id(map);
	bpf_map_lookup_elem(fd, &zero, &count);
	close(fd);
	return count;
}

static void send_some(const uint8_t *layers, int count)
{
	int fd = net_socket("src1", false);
	static struct packet pkt;

	packet_begin(&pkt, &vectors[0].ends);
	packet_add(&pkt, layers);
	packet_end(&pkt, 64);
	while (count--)
		send(fd, pkt.bytes, pkt.len, 0);
	close(fd);
}

/* Return: how many packets of a round arrive at out1. Those in the tunnel are sent last. */
static int send_round(void)
{
	static const uint8_t tunnel[] = { ETH, IP4, IP4, TCP, END };
	static const uint8_t plain[] = { ETH, IP4, TCP, END };
	int n = 0, to = net_socket("out1", true);
	char bytes[256];
	struct anc anc;

	send_some(plain, PLAIN);
	send_some(tunnel, TUNNEL);
	while (n < TUNNEL && anc_recv(to, bytes, sizeof(bytes), &anc) > 0)
		n += !memcmp(bytes, "\x02\0\0\0\0\x99", 6);
	close(to);
	return n;
}

/* Both programs do their work: each packet is counted, each one in a tunnel redirected. */
#define EXPECT_BOTH_WORK(rounds) do {					\
	EXPECT_EQ(TUNNEL, send_round());				\
	EXPECT_EQ((rounds) * (TUNNEL + PLAIN), other_counted());	\
	EXPECT_RXMETA(0, "\"dispatcher\":true", "stat src0 --json");	\
	EXPECT_EQ(TUNNEL, rxmeta_counter("redirected"));		\
	EXPECT_EQ(TUNNEL + PLAIN, rxmeta_counter("seen"));		\
} while (0)

/* The other tool comes first, and stays. */
TEST_F_TIMEOUT(below, joins, 120)
{
	ASSERT_EQ(0, other_loads(""));
	EXPECT_RXMETA(0, "\"dispatcher\":true", "attach src0 --to out0 --json");
	EXPECT_BOTH_WORK(1);
	EXPECT_RXMETA(0, "libxdp's dispatcher has 'count_all', 'tunnel'", "stat src0");
	EXPECT_RXMETA(3, "src0 is attached already; 'rxmeta detach src0' first",
		      "attach src0 --to out0");
	EXPECT_RXMETA(0, "\"detached\":true", "detach src0 --json");
	EXPECT_TRUE(program_goes("tunnel"));
	EXPECT_EQ(0, send_round());
	EXPECT_EQ(2 * (TUNNEL + PLAIN), other_counted());
	EXPECT_RXMETA(3, "nothing of rxmeta is attached to src0: its XDP program is libxdp's dispatcher",
		      "stat src0");
	EXPECT_RXMETA(3, "with 'count_all'", "detach src0");
}

/* rxmeta comes first, and stays. */
TEST_F_TIMEOUT(below, is_joined, 120)
{
	EXPECT_RXMETA(0, "", "attach src0 --to out0 --dispatcher");
	ASSERT_EQ(0, other_loads(""));
	EXPECT_BOTH_WORK(1);
	ASSERT_EQ(0, other_unloads());
	EXPECT_EQ(TUNNEL, send_round());
	EXPECT_RXMETA(0, "\"dispatcher\":true", "stat src0 --json");
	EXPECT_EQ(2 * TUNNEL, rxmeta_counter("redirected"));
	EXPECT_RXMETA(0, "", "detach src0");
	EXPECT_RXMETA(3, "nothing is attached to src0", "stat src0");
}

/* In front of the other program, it leaves only what it passes. */
TEST_F_TIMEOUT(below, runs_first, 120)
{
	ASSERT_EQ(0, other_loads(""));
	EXPECT_RXMETA(0, "", "attach src0 --to out0 --prio 10");
	EXPECT_EQ(TUNNEL, send_round());
	EXPECT_EQ(PLAIN, other_counted());
	EXPECT_RXMETA(0, "", "detach src0");
	EXPECT_RXMETA(0, "", "attach src0 --to out0 --prio 50000");
	EXPECT_EQ(TUNNEL, send_round());
	EXPECT_EQ(2 * PLAIN + TUNNEL, other_counted());
}

/* A cpumap's program and the one that redirects to it use one map. */
TEST_F_TIMEOUT(below, goes_to_cpus_and_a_veth, 120)
{
	ASSERT_EQ(0, other_loads(""));
	EXPECT_RXMETA(0, "", "attach src0 --to cpu:0,veth:out0");
	EXPECT_BOTH_WORK(1);
}

TEST_F_TIMEOUT(below, generic_mode, 120)
{
	ASSERT_EQ(0, other_loads("-m skb"));
	EXPECT_RXMETA(3, "libxdp's dispatcher on src0 runs in generic mode: '--mode generic'",
		      "attach src0 --to out0");
	EXPECT_RXMETA(0, "", "attach src0 --to out0 --mode generic");
	EXPECT_BOTH_WORK(1);
	EXPECT_RXMETA(0, "", "detach src0");
	EXPECT_NE(0, program_id("count_all"));
	ASSERT_EQ(0, other_unloads());
	ASSERT_EQ(0, other_loads("-m native"));
	EXPECT_RXMETA(3, "libxdp's dispatcher on src0 runs in native mode: '--mode native'",
		      "attach src0 --to out0 --mode generic");
}

/* Both kinds of end take out what spread has added, and nothing else. */
TEST_F_TIMEOUT(below, spread_leaves, 120)
{
	static const int signals[] = { SIGTERM, SIGKILL };
	pid_t spread;
	int i;

	ASSERT_EQ(0, other_loads(""));
	for (i = 0; i < 2; i++) {
		spread = start(SAYS, "/lab/rxmeta spread src0 --to cpu:0,veth:out0");
		ASSERT_TRUE(says(SAYS, "until Ctrl-C")) TH_LOG("%s", text);
		EXPECT_EQ(TUNNEL, send_round());
		EXPECT_EQ(signals[i] == SIGKILL ? -SIGKILL : 0,
			  stop(spread, signals[i]));
		EXPECT_TRUE(program_goes("tunnel"));
		EXPECT_RXMETA(3, "with 'count_all'", "stat src0");
		EXPECT_EQ((i + 1) * (TUNNEL + PLAIN), other_counted());
	}
}

/* It sees that another tool has detached its program, and that the interface is gone. */
TEST_F_TIMEOUT(below, spread_ends, 120)
{
	pid_t spread;

	ASSERT_EQ(0, other_loads(""));
	spread = start(SAYS, "/lab/rxmeta spread src0 --to cpu:0,veth:out0");
	ASSERT_TRUE(says(SAYS, "until Ctrl-C")) TH_LOG("%s", text);
	ASSERT_EQ(0, other_unloads());
	ASSERT_EQ(0, other_loads(""));
	usleep(500000);
	EXPECT_EQ(0, kill(spread, 0));
	ASSERT_EQ(0, system("xdp-loader unload src0 --all"));
	EXPECT_EQ(3, stop(spread, 0));
	EXPECT_TRUE(says(SAYS, "src0 is gone, or another tool has detached the program"));

	spread = start(SAYS, "/lab/rxmeta relay src0 --to cpu:0,veth:out0 --dispatcher");
	ASSERT_TRUE(says(SAYS, "until Ctrl-C")) TH_LOG("%s", text);
	ASSERT_EQ(0, net_ip("link del src0\n"));
	EXPECT_EQ(3, stop(spread, 0));
}

/* It says what it cannot get there. */
TEST_F_TIMEOUT(below, reads_no_hints, 120)
{
	ASSERT_EQ(0, other_loads(""));
	EXPECT_RXMETA(0, "below libxdp's dispatcher no program is bound to src0, so its VLAN tag cannot be read",
		      "attach src0 --to out0");
	EXPECT_RXMETA(0, "\"not_kept\":{\"vlan_tag\":\"shared\"", "stat src0 --json");
	EXPECT_RXMETA(0, "", "detach src0");
	EXPECT_RXMETA(3, "--keep vlan_tag cannot be done",
		      "attach src0 --to out0 --keep vlan_tag");
	EXPECT_RXMETA(3, "src0 has libxdp's dispatcher with 'count_all', below which no program reads hints",
		      "watch src0");
}

static int foreign_attaches(void)
{
	struct bpf_insn pass[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .imm = XDP_PASS },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	int fd = bpf_prog_load(BPF_PROG_TYPE_XDP, "foreign", "GPL", pass, 2, NULL);

	return bpf_xdp_attach(net_index("src0"), fd, XDP_FLAGS_DRV_MODE, NULL);
}

TEST_F_TIMEOUT(below, refuses, 120)
{
	int i;

	EXPECT_RXMETA(2, "--prio is for a program below libxdp's dispatcher, and src0 has none: add --dispatcher",
		      "attach src0 --to out0 --prio 10");
	EXPECT_RXMETA(2, "--prio wants 1 to", "attach src0 --to out0 --prio 0");
	ASSERT_EQ(0, foreign_attaches());
	EXPECT_RXMETA(3, "src0 has an XDP program already, 'foreign'",
		      "attach src0 --to out0 --dispatcher");
	ASSERT_EQ(0, system("ip link set src0 xdpdrv off"));
	for (i = 0; i < PROGS; i++)
		ASSERT_EQ(0, other_loads(""));
	EXPECT_RXMETA(3, "libxdp cannot add the program to the dispatcher of src0",
		      "attach src0 --to out0");
	EXPECT_RXMETA(3, "nothing of rxmeta", "stat src0");
}

/* In a mount namespace of its own. Another test may have mounted a second one on the first. */
static int hide_bpffs(void)
{
	if (unshare(CLONE_NEWNS) || mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    umount2("/sys/fs/bpf", MNT_DETACH))
		return -errno;
	while (!umount2("/sys/fs/bpf", MNT_DETACH))
		;
	return 0;
}

/* `ip netns exec` hides bpffs: stat needs none, and all else says so before a change. */
TEST_F_TIMEOUT(below, without_bpffs, 120)
{
	ASSERT_EQ(0, other_loads(""));
	ASSERT_EQ(0, hide_bpffs());
	EXPECT_RXMETA(3, "libxdp's dispatcher on src0 needs bpffs, and /sys/fs/bpf is none: 'mount -t bpf bpf /sys/fs/bpf'",
		      "attach src0 --to out0");
	ASSERT_EQ(0, setns(self->mounts, CLONE_NEWNS));
	EXPECT_RXMETA(0, "", "attach src0 --to out0");
	ASSERT_EQ(0, hide_bpffs());
	EXPECT_RXMETA(3, "needs bpffs", "detach src0");
	EXPECT_BOTH_WORK(1);
}

TEST_MAIN(NULL)
