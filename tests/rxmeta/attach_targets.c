// SPDX-License-Identifier: GPL-2.0
/*
 * Redirect targets: rxmeta refuses those that would lose packets in silence, gives
 * packets the address of a veth's peer, and says what a target has lost.
 */
#include <fcntl.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/ancillary.h"
#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/lib/packet.h"
#include "tests/lib/rss_vectors.h"
#include "tests/lib/rxmeta_tool.h"

#define FRAMES	5

/* Packets go into src1, so the program on src0 has them. They leave at out1. */
FIXTURE(targets) { };

FIXTURE_SETUP(targets)
{
	ASSERT_EQ(0, net_new());
	ASSERT_EQ(0, net_ip("link add src0 type veth peer name src1\n"
			    "link add out0 type veth peer name out1 address 02:00:00:00:00:99\n"
			    "link set src0 up\nlink set src1 up\n"
			    "link set out0 up\nlink set out1 up\n"));
}

FIXTURE_TEARDOWN(targets) { }

static int send_frames(void)
{
	static const uint8_t layers[] = { ETH, IP4, IP4, TCP, END };
	static struct packet pkt;
	int i, fd = net_socket("src1", false);

	packet_begin(&pkt, &vectors[0].ends);
	packet_add(&pkt, layers);
	packet_end(&pkt, 64);
	for (i = 0; i < FRAMES; i++)
		if (send(fd, pkt.bytes, pkt.len, 0) != pkt.len)
			break;
	close(fd);
	return i;
}

TEST_F(targets, without_xmit_are_refused)
{
	ASSERT_EQ(0, net_ip("link add dum type dummy\nlink set dum up\n"
			    "link add link src0 name src0.100 type vlan id 100\n"
			    "link set src0.100 up\n"));
	EXPECT_RXMETA(3, "dum, a dummy device, takes no", "attach src0 --to dum");
	EXPECT_RXMETA(3, "lo, a loopback device, takes no", "attach src0 --to lo");
	EXPECT_RXMETA(3, "src0.100, a vlan device, takes no",
		      "attach src0 --to src0.100");
	EXPECT_RXMETA(3, "nothing is attached to src0", "stat src0");
	EXPECT_RXMETA(3, "no interface none", "attach src0 --to none");
	EXPECT_RXMETA(0, "", "attach src0 --to dum --mode generic");
}

TEST_F(targets, veth_without_napi_is_refused)
{
	EXPECT_RXMETA(3, "out1 has neither GRO nor an XDP program; 'ethtool -K out1 gro on'",
		      "attach src0 --to out0");
	EXPECT_RXMETA(3, "nothing is attached to src0", "stat src0");
	ASSERT_EQ(0, net_set_gro("out1", true));
	EXPECT_RXMETA(0, "", "attach src0 --to out0");
	EXPECT_RXMETA(0, "", "detach src0");
	ASSERT_EQ(0, net_set_gro("out1", false));
	EXPECT_RXMETA(0, "", "attach out1 --pass");
	EXPECT_RXMETA(0, "", "attach src0 --to out0");
	EXPECT_RXMETA(0, "", "detach out1");
}

TEST_F(targets, fewer_queues_are_refused)
{
	ASSERT_EQ(0, net_ip("link add few0 numrxqueues 1 type veth peer name few1 numtxqueues 4\n"
			    "link set few0 up\nlink set few1 up\n"));
	ASSERT_EQ(0, net_set_gro("few1", true));
	/* The kernel asks for the numbers of queues when they change. */
	ASSERT_EQ(0, system("ethtool -L few1 tx 3"));
	EXPECT_RXMETA(3, "cannot attach to few0: No space left on device; the kernel's log may say why, and --mode generic asks less",
		      "attach few0 --cpus 0 --keep none");
	EXPECT_RXMETA(3, "few0 takes no redirected packets: few1 has more transmit queues than few0 has receive queues; 'ethtool -L' changes them",
		      "attach src0 --to few0");
}

TEST_F(targets, down_is_refused)
{
	ASSERT_EQ(0, net_set_gro("out1", true));
	ASSERT_EQ(0, net_ip("link set out1 down\n"));
	EXPECT_RXMETA(3, "out0 takes no packets: out1 is down",
		      "attach src0 --to out0");
	ASSERT_EQ(0, net_ip("link set out0 down\n"));
	EXPECT_RXMETA(3, "'ip link set out0 up'", "attach src0 --to out0");
}

TEST_F(targets, small_mtu_is_said)
{
	ASSERT_EQ(0, net_set_gro("out1", true));
	ASSERT_EQ(0, net_ip("link set out0 mtu 1400\n"));
	EXPECT_RXMETA(0, "out0 drops packets that are longer than its MTU, which is 1400, and that of src0 is 1500",
		      "attach src0 --to out0");
}

static void expect_arrive(struct __test_metadata *_metadata, const char *mac)
{
	struct anc anc;
	char bytes[256];
	int i, to = net_socket("out1", true);

	ASSERT_LE(0, to);
	ASSERT_EQ(FRAMES, send_frames());
	for (i = 0; i < FRAMES; i++) {
		ASSERT_LT(0, anc_recv(to, bytes, sizeof(bytes), &anc));
		EXPECT_EQ(0, memcmp(bytes, mac, 6));
	}
	close(to);
}

#define PEER_MAC	"\x02\0\0\0\0\x99"

TEST_F(targets, peer_address)
{
	ASSERT_EQ(0, net_set_gro("out1", true));
	EXPECT_RXMETA(0, "", "attach src0 --to out0");
	expect_arrive(_metadata, PEER_MAC);
	EXPECT_RXMETA(0, "\"dst_mac\":\"02:00:00:00:00:99\",\"refused\":0,\"dropped\":0",
		      "stat src0 --json");
	EXPECT_EQ(FRAMES, rxmeta_counter("redirected"));
	EXPECT_RXMETA(0, "packets to out0 get the address 02:00:00:00:00:99",
		      "stat src0");
	ASSERT_EQ(0, net_ip("link set out1 address 02:00:00:00:00:77\n"));
	EXPECT_RXMETA(0, "that of out1 is 02:00:00:00:00:77: attach again",
		      "stat src0");
}

TEST_F(targets, address_as_told)
{
	ASSERT_EQ(0, net_set_gro("out1", true));
	EXPECT_RXMETA(0, "", "attach src0 --to out0 --dst-mac 02:00:00:00:00:55");
	expect_arrive(_metadata, "\x02\0\0\0\0\x55");
	EXPECT_RXMETA(0, "", "detach src0");
	EXPECT_RXMETA(0, "", "attach src0 --to out0 --dst-mac keep");
	expect_arrive(_metadata, "\x02\0\0\0\0\x02");
	EXPECT_RXMETA(0, "\"dst_mac\":\"keep\"", "stat src0 --json");
}

/* The peer is in another namespace, as in a container. */
TEST_F(targets, peer_elsewhere)
{
	system("ip netns del nsb 2>/dev/null");
	ASSERT_EQ(0, system("ip netns add nsb"));
	ASSERT_EQ(0, net_ip("link set out1 netns nsb\n"));
	ASSERT_EQ(0, system("ip -n nsb link set out1 up"));
	EXPECT_RXMETA(3, "'ethtool -K out1 gro on', in the network namespace of the peer",
		      "attach src0 --to out0");
	ASSERT_EQ(0, system("ip netns exec nsb ethtool -K out1 gro on"));
	EXPECT_RXMETA(0, "", "attach src0 --to out0");
	EXPECT_RXMETA(0, "\"dst_mac\":\"02:00:00:00:00:99\"", "stat src0 --json");
	system("ip netns del nsb");
}

/* An interface that is moved leaves its target behind. */
TEST_F(targets, source_goes_elsewhere)
{
	int home = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC), ns;

	ASSERT_EQ(0, net_set_gro("out1", true));
	EXPECT_RXMETA(0, "", "attach src0 --to out0 --keep none");
	system("ip netns del nsb 2>/dev/null");
	ASSERT_EQ(0, system("ip netns add nsb"));
	ASSERT_EQ(0, net_ip("link set src0 netns nsb\n"));
	ns = open("/run/netns/nsb", O_RDONLY | O_CLOEXEC);
	ASSERT_EQ(0, setns(ns, CLONE_NEWNET));
	EXPECT_RXMETA(0, "src0 was moved to this network namespace; its target out0 is in another one",
		      "stat src0");
	EXPECT_RXMETA(0, "", "detach src0");
	EXPECT_RXMETA(3, "nothing is attached to src0", "stat src0");
	ASSERT_EQ(0, setns(home, CLONE_NEWNET));
	close(ns);
	close(home);
	system("ip netns del nsb");
}

static int ask_without_rights(void)
{
	if (setresuid(65534, 65534, 65534))
		return 1;
	if (rxmeta("attach src0 --to out0") == 3 &&
	    strstr(rxmeta_output, "cannot ask for the address of the peer of out0 (Permission denied): give it by --dst-mac MAC, or '--dst-mac keep'") &&
	    rxmeta("relay src0 --to out0 --dst-mac keep") == 3 &&
	    strstr(rxmeta_output, "cannot ask for the peer of out0: Permission denied; '--to cpu:LIST,veth:DEV' need not\n"))
		return 0;
	fprintf(stderr, "# output: %s\n", rxmeta_output);
	return 2;
}

/* Only a user who may change the other namespace can ask for its interfaces. */
TEST_F(targets, peer_that_cannot_be_asked_for)
{
	int status;
	pid_t pid;

	system("ip netns del nsb 2>/dev/null");
	ASSERT_EQ(0, system("ip netns add nsb"));
	ASSERT_EQ(0, net_set_gro("out1", true));
	ASSERT_EQ(0, net_ip("link set out1 netns nsb\n"));
	ASSERT_EQ(0, system("ip -n nsb link set out1 up"));
	pid = fork();
	if (!pid)
		_exit(ask_without_rights());
	ASSERT_EQ(pid, waitpid(pid, &status, 0));
	EXPECT_EQ(0, status);
	system("ip netns del nsb");
}

/* A target that no longer takes packets loses them. stat counts them and says so. */
TEST_F(targets, lost_ability)
{
	ASSERT_EQ(0, net_set_gro("out1", true));
	EXPECT_RXMETA(0, "", "attach src0 --to out0");
	ASSERT_EQ(0, net_set_gro("out1", false));
	ASSERT_EQ(FRAMES, send_frames());
	sleep(1);
	EXPECT_RXMETA(0, "\"takes\":false", "stat src0 --json");
	EXPECT_EQ(FRAMES, rxmeta_counter("redirected"));
	EXPECT_EQ(FRAMES, rxmeta_counter("refused"));
	EXPECT_NE(NULL, strstr(rxmeta_output, "out1 has neither GRO nor"));

	ASSERT_EQ(0, net_set_gro("out1", true));
	expect_arrive(_metadata, PEER_MAC);
	EXPECT_RXMETA(0, "\"takes\":true", "stat src0 --json");
	EXPECT_EQ(2 * FRAMES, rxmeta_counter("redirected"));
	EXPECT_EQ(FRAMES, rxmeta_counter("refused"));
}

TEST_F(targets, gone)
{
	ASSERT_EQ(0, net_set_gro("out1", true));
	EXPECT_RXMETA(0, "", "attach src0 --to out0");
	ASSERT_EQ(0, net_ip("link del out0\n"));
	ASSERT_EQ(FRAMES, send_frames());
	sleep(1);
	EXPECT_RXMETA(0, "out0 is gone, so packets pass", "stat src0 --json");
	EXPECT_EQ(FRAMES, rxmeta_counter("no_target"));
}

TEST_MAIN(NULL)
