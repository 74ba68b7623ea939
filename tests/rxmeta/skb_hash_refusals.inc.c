// SPDX-License-Identifier: GPL-2.0
/* Included by skb_hash_test.c: where no tc program can give the skb its hash, and why. */

FIXTURE(refusals) {
	struct lab lab;
};

FIXTURE_SETUP(refusals)
{
	ASSERT_EQ(0, lab_open(&self->lab, "t1", false));
}

FIXTURE_TEARDOWN(refusals)
{
	rxmeta("detach src1");
	lab_close(&self->lab);
}

TEST_F_TIMEOUT(refusals, say_why, 120)
{
	EXPECT_RXMETA(2, "--tc wants try, need or none", "attach src1 --to t0 --tc x");
	EXPECT_RXMETA(2, "with --hash none there is none",
		      "attach src1 --to t0 --hash none --tc need");
	EXPECT_RXMETA(3, "--tc need cannot be done: generic XDP loses what is in front",
		      "spread src1 --compat --tc need --to veth:t0 --mode generic");
	EXPECT_RXMETA(3, "--tc need cannot be done: the kernel takes no program below libxdp's dispatcher",
		      "spread src1 --compat --tc need --to veth:t0 --dispatcher");
	EXPECT_RXMETA(0, ",\"tc\":{\"why_not\":\"shared\"}",
		      "spread src1 --compat --to veth:t0 --dispatcher --json --seconds 1");
	EXPECT_RXMETA(3, "nothing is attached", "stat src1");
	EXPECT_EQ(0, programs(&self->lab, "t1"));
	if (kernel_has_layer()) {
		EXPECT_RXMETA(2, "this kernel stores it", "attach src1 --to t0 --tc need");
		return;
	}
	EXPECT_RXMETA(3, "generic XDP loses", "attach src1 --pass --mode generic --tc need");
	EXPECT_RXMETA(0, "the skb of a packet gets no hash: generic XDP loses",
		      "attach src1 --to t0 --mode generic");
	EXPECT_RXMETA(0, "\"tc\":{\"why_not\":\"generic\"}", "stat src1 --json");
	EXPECT_EQ(0, programs(&self->lab, "t1"));
}

/* The driver of lo has no XDP, which the kernel says when the tc program is there. */
TEST_F_TIMEOUT(refusals, leave_nothing, 120)
{
	EXPECT_RXMETA(3, "the driver of lo has no XDP", "attach lo --pass");
	EXPECT_EQ(0, programs(&self->lab, "lo"));
}

/* A namespace that only a file descriptor holds */
TEST_F_TIMEOUT(refusals, name_a_hidden_namespace, 120)
{
	pid_t pid;

	ASSERT_EQ(0, move_t1(&self->lab));
	ASSERT_EQ(0, receiver_up(&self->lab, "t1"));
	pid = self->lab.pid;
	self->lab.pid = 0;
	stop(pid, SIGKILL);
	EXPECT_RXMETA(3, "--tc need cannot be done: the network namespace of the veth's peer has no name",
		      "spread src1 --compat --tc need --to veth:t0");
	EXPECT_RXMETA(0, "the skb of a packet gets no hash: the network namespace",
		      "spread src1 --compat --to veth:t0 --seconds 1");
	EXPECT_RXMETA(0, ",\"tc\":{\"why_not\":\"netns\"}",
		      "spread src1 --compat --to veth:t0 --json --seconds 1");
	EXPECT_RXMETA(3, "the network namespace of t1 has no name and no process: 'ip netns attach' gives it a name, or '--to cpu:LIST,veth:DEV' needs no threads",
		      "relay src1 --to veth:t0");
}

#define TAP	"tap0"

/* A TAP device takes redirected packets. */
TEST_F_TIMEOUT(refusals, name_a_target_without_skb, 120)
{
	int tap = tap_open(TAP);

	ASSERT_LE(0, tap);
	EXPECT_RXMETA(3, "--tc need cannot be done: the redirect target is no veth, so the packet does not become an skb here",
		      "spread src1 --compat --tc need --to " TAP);
	EXPECT_RXMETA(0, ",\"tc\":{\"why_not\":\"no_skb\"}",
		      "spread src1 --compat --to " TAP " --json --seconds 1");
	close(tap);
}

/*
 * The driver of a TAP device has no metadata, but in Linux 7.3, which has bpf_xdp_pull_data(). Its
 * packets are redirected all the same.
 */
TEST_F_TIMEOUT(refusals, count_packets_without_room, 120)
{
	static const uint8_t layers[] = { ETH, IP4, IP4, UDP, END };
	struct endpoints ends = flow(0);
	bool has_none = !kernel_has_func("bpf_xdp_pull_data");
	static struct packet pkt;
	int tap = tap_open(TAP);
	pid_t spread;

	ASSERT_LE(0, tap);
	spread = start(SAYS, "/lab/rxmeta spread " TAP " --compat --to veth:t0");
	ASSERT_TRUE(says(SAYS, "gives it to the skb")) TH_LOG("%s", text);
	packet_begin(&pkt, &ends);
	packet_add(&pkt, layers);
	packet_end(&pkt, 60);
	ASSERT_EQ(pkt.len, write(tap, pkt.bytes, pkt.len));
	EXPECT_RXMETA(0, has_none ? "no_meta: there was no room in front of the packet, or the driver of " TAP
				    " has no metadata" : "", "stat " TAP);
	EXPECT_RXMETA(0, "{", "stat " TAP " --json");
	EXPECT_EQ(has_none, rxmeta_counter("no_meta"));
	EXPECT_EQ(1, rxmeta_counter("redirected"));
	EXPECT_EQ(0, stop(spread, SIGTERM));
	close(tap);
}

/* An interface that was moved cannot see its target: the tc program stays, and does nothing. */
TEST_F_TIMEOUT(refusals, say_that_it_cannot_be_seen, 120)
{
	char batch[64];
	pid_t away;
	int ns;

	if (kernel_has_layer())
		return;
	EXPECT_RXMETA(0, "", "attach src1 --keep none --to t0");
	away = start_away();
	ns = open_netns(away);
	snprintf(batch, sizeof(batch), "link set src1 netns %d\n", away);
	ASSERT_EQ(0, net_ip(batch));
	ASSERT_EQ(0, setns(ns, CLONE_NEWNET));
	EXPECT_RXMETA(0, "the tc program cannot be seen from here", "stat src1");
	EXPECT_RXMETA(0, "cannot find the tc program behind t0 from here; if it is still there, it stays and does nothing",
		      "detach src1");
	EXPECT_RXMETA(3, "nothing is attached", "stat src1");
	EXPECT_EQ(1, programs(&self->lab, "t1"));
	stop(away, SIGKILL);
}

/* stat tells of a program that another tool has detached. */
TEST_F_TIMEOUT(refusals, say_that_it_is_gone, 120)
{
	LIBBPF_OPTS(bpf_prog_query_opts, query);
	__u32 id = 0;
	int prog;

	if (kernel_has_layer())
		return;
	EXPECT_RXMETA(0, "", "attach src1 --keep none --to t0");
	query.prog_ids = &id;
	query.count = 1;
	ASSERT_EQ(0, bpf_prog_query_opts(net_index("t1"), BPF_TCX_INGRESS, &query));
	prog = bpf_prog_get_fd_by_id(id);
	ASSERT_EQ(0, bpf_prog_detach_opts(prog, net_index("t1"), BPF_TCX_INGRESS, NULL));
	EXPECT_RXMETA(0, "the tc program of t1 is gone", "stat src1");
	EXPECT_EQ(0, send_all(&self->lab, ipip));
	EXPECT_RXMETA(0, "", "detach src1");
}

/* The XDP program ends with its interface, and the tc program at the latest when another
 * one comes.
 */
TEST_F_TIMEOUT(refusals, leave_no_dead_program, 120)
{
	if (kernel_has_layer())
		return;
	EXPECT_RXMETA(0, "", "attach src1 --keep none --to t0");
	ASSERT_EQ(0, net_ip("link del src0\n"
			    "link add src0 type veth peer name src1\n"
			    "link set src0 up\nlink set src1 up\n"));
	EXPECT_EQ(1, programs(&self->lab, "t1"));
	EXPECT_RXMETA(0, "", "attach src1 --keep none --to t0");
	EXPECT_EQ(1, programs(&self->lab, "t1"));
	EXPECT_EQ(ALL, send_all(&self->lab, ipip));
	EXPECT_RXMETA(0, "", "detach src1");
	EXPECT_EQ(0, programs(&self->lab, "t1"));
}
