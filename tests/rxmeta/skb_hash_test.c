// SPDX-License-Identifier: GPL-2.0
/*
 * The skb of a redirected packet has the hash of the flow inside. A raw socket behind the
 * redirect has a classic filter that compares the skb's hash with that of the reference, so
 * nothing of rxmeta takes part. Packets come into src1, and go to t1 by way of t0.
 */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <linux/filter.h>
#include <netinet/in.h>

#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "tests/lib/kernel_btf.h"
#include "tests/lib/net.h"
#include "tests/lib/packet.h"
#include "tests/lib/rss_vectors.h"
#include "tests/lib/rxmeta_tool.h"
#include "tests/lib/toeplitz_reference.h"
#include "bpf/toeplitz_key.h"
#include "background.h"
#include "tap_device.h"

#define FLOWS	32
#define EACH	4
#define ALL	(FLOWS * EACH)
#define SAYS	"/tmp/skb_hash_says"
#define MAC	"02:00:00:00:00:99"
#define MAC_BYTES "\x02\0\0\0\0\x99"
#define INNER_PORT	40	/* offset in the outer packet: behind two IP headers */
#define TERMINAL	0	/* TCX_PASS: no other program of the chain runs */

static struct endpoints flow(int i)
{
	struct endpoints ends = vectors[0].ends;

	ends.port[0] = 30000 + 577 * i;
	return ends;
}

static uint32_t hash_of(const struct endpoints *ends)
{
	uint8_t input[12];
	int i;

	memcpy(input, ends->ip4, 8);
	for (i = 0; i < 2; i++) {
		input[8 + 2 * i] = ends->port[i] >> 8;
		input[9 + 2 * i] = ends->port[i];
	}
	return toeplitz_ref(toeplitz_default_key, input, sizeof(input));
}

/* Accept what has the hash of its flow. The hash is that of the skb, as it is. */
static int filter(int fd)
{
	struct sock_filter code[1 + 5 * FLOWS + 1], *at = code;
	struct sock_fprog prog = { .filter = code };
	int i;

	*at++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_H | BPF_ABS, INNER_PORT);
	for (i = 0; i < FLOWS; i++) {
		struct endpoints ends = flow(i);

		*at++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
						     ends.port[0], 0, 4);
		*at++ = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
						     SKF_AD_OFF + SKF_AD_RXHASH);
		*at++ = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K,
						     hash_of(&ends), 0, 1);
		*at++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, ~0U);
		*at++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, 0);
	}
	*at++ = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, 0);
	prog.len = at - code;
	return setsockopt(fd, SOL_SOCKET, SO_ATTACH_FILTER, &prog, sizeof(prog));
}

static int observer(bool filtered)
{
	int fd = socket(AF_INET, SOCK_RAW | SOCK_CLOEXEC, IPPROTO_IPIP);
	int room = 8 << 20;
	struct timeval wait = { .tv_sec = 20 };

	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room));
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait));
	if (fd >= 0 && filtered && filter(fd)) {
		close(fd);
		return -1;
	}
	return fd;
}

/**
 * struct lab - what a test has
 * @home: network namespace of src1
 * @there: that of the receiver
 * @pid: a process in it, or 0
 * @all: a socket that has each packet
 * @hashed: one that has those with the right hash
 */
struct lab {
	int home;
	int there;
	pid_t pid;
	int all;
	int hashed;
};

static int open_netns(pid_t pid)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/ns/net", pid);
	return open(path, O_RDONLY | O_CLOEXEC);
}

static int move_t1(struct lab *lab)
{
	char batch[64];

	lab->pid = start_away();
	lab->there = open_netns(lab->pid);
	snprintf(batch, sizeof(batch), "link set t1 netns %d\n", lab->pid);
	return net_ip(batch);
}

/* Where the packets arrive */
static int receiver_up(const struct lab *lab, const char *dev)
{
	char batch[128];
	int err;

	snprintf(batch, sizeof(batch), "link set %s address " MAC " up\naddress add 192.0.2.2/24 dev %s\n",
		 dev, dev);
	err = setns(lab->there, CLONE_NEWNET) ?: net_ip(batch) ?:
	      net_set_gro(dev, true);
	return setns(lab->home, CLONE_NEWNET) ?: err;
}

static int lab_open(struct lab *lab, const char *receiver, bool away)
{
	int err;

	memset(lab, 0, sizeof(*lab));
	err = net_new() ?:
	      net_ip("link add src0 type veth peer name src1\n"
		     "link add t0 type veth peer name t1\n"
		     "link set src0 up\nlink set src1 up\nlink set t0 up\n");
	lab->home = lab->there = open_netns(getpid());
	err = err ?: (away ? move_t1(lab) : 0) ?: receiver_up(lab, receiver);
	if (err || setns(lab->there, CLONE_NEWNET))
		return -1;
	lab->all = observer(false);
	lab->hashed = observer(true);
	return setns(lab->home, CLONE_NEWNET) ?: lab->hashed < 0;
}

static void lab_close(struct lab *lab)
{
	if (lab->pid)
		stop(lab->pid, SIGKILL);
}

/* Return: number of tc programs of an interface. */
static int programs(const struct lab *lab, const char *dev)
{
	LIBBPF_OPTS(bpf_prog_query_opts, query);
	int err;

	if (setns(lab->there, CLONE_NEWNET))
		return -1;
	err = bpf_prog_query_opts(net_index(dev), BPF_TCX_INGRESS, &query);
	return setns(lab->home, CLONE_NEWNET) || err ? -1 : query.count;
}

static bool programs_become(const struct lab *lab, const char *dev, int want)
{
	int i;

	for (i = 0; i < 200 && programs(lab, dev) != want; i++)
		usleep(50000);
	return programs(lab, dev) == want;
}

static void send_flows(const uint8_t *layers)
{
	int i, fd = net_socket("src0", false);
	static struct packet pkt;

	for (i = 0; i < ALL; i++) {
		struct endpoints ends = flow(i % FLOWS);

		packet_begin(&pkt, &ends);
		packet_add(&pkt, layers);
		packet_end(&pkt, 60);
		memcpy(pkt.bytes, MAC_BYTES, 6);
		if (layers[1] == VLAN)
			memset(pkt.bytes + 14, 0, 2);
		send(fd, pkt.bytes, pkt.len, 0);
		if (i % 16 == 15)
			usleep(2000);
	}
	close(fd);
}

static int waiting(int fd)
{
	char bytes[256];
	int n = 0;

	while (recv(fd, bytes, sizeof(bytes), MSG_DONTWAIT) > 0)
		n++;
	return n;
}

/* Send packets and wait until all have arrived. Return: how many had their flow's hash, or a
 * negative number.
 */
static int send_all(struct lab *lab, const uint8_t *layers)
{
	char bytes[256];
	int n = 0;

	send_flows(layers);
	while (n < ALL && recv(lab->all, bytes, sizeof(bytes), 0) > 0)
		n++;
	n += waiting(lab->all);
	return n == ALL ? waiting(lab->hashed) : -1 - n;
}

static const uint8_t ipip[] = { ETH, IP4, IP4, UDP, END };

FIXTURE(skb) {
	struct lab lab;
};

FIXTURE_VARIANT(skb) {
	const char *to;
	const char *receiver;
	bool away;
};
FIXTURE_VARIANT_ADD(skb, veth) { "veth:t0", "t1", false };
FIXTURE_VARIANT_ADD(skb, veth_away) { "veth:t0", "t1", true };
FIXTURE_VARIANT_ADD(skb, cpu) { "cpu:0", "src1", false };

FIXTURE_SETUP(skb)
{
	ASSERT_EQ(0, lab_open(&self->lab, variant->receiver, variant->away));
}

FIXTURE_TEARDOWN(skb)
{
	lab_close(&self->lab);
}

/* The program comes and goes with the command, by any end of it. */
TEST_F_TIMEOUT(skb, has_the_hash, 120)
{
	static const int signals[] = { SIGTERM, SIGKILL };
	pid_t spread;
	char on[64];
	size_t i;

	snprintf(on, sizeof(on), "\"tc\":{\"on\":\"%s\"}", variant->receiver);
	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		spread = start(SAYS, "/lab/rxmeta spread src1 --compat --tc need --to %s",
			       variant->to);
		ASSERT_TRUE(says(SAYS, "gives it to the skb")) TH_LOG("%s", text);
		EXPECT_EQ(1, programs(&self->lab, variant->receiver));
		EXPECT_EQ(ALL, send_all(&self->lab, ipip));
		EXPECT_RXMETA(0, on, "stat src1 --json");
		EXPECT_EQ(ALL, rxmeta_counter("in_meta"));
		EXPECT_EQ(0, rxmeta_counter("no_meta"));
		EXPECT_EQ(ALL, rxmeta_counter("skb_hash"));
		stop(spread, signals[i]);
		EXPECT_TRUE(programs_become(&self->lab, variant->receiver, 0));
	}
}

/* The filter tells a packet without the hash. */
TEST_F_TIMEOUT(skb, has_none_without_the_program, 120)
{
	pid_t spread = start(SAYS, "/lab/rxmeta spread src1 --compat --tc none --to %s",
			     variant->to);

	ASSERT_TRUE(says(SAYS, "no hash is stored; until")) TH_LOG("%s", text);
	EXPECT_EQ(0, programs(&self->lab, variant->receiver));
	EXPECT_EQ(0, send_all(&self->lab, ipip));
	EXPECT_RXMETA(0, "{", "stat src1 --json");
	EXPECT_EQ(NULL, strstr(rxmeta_output, "\"tc\""));
	EXPECT_EQ(0, rxmeta_counter("in_meta"));
	EXPECT_EQ(0, rxmeta_counter("skb_hash"));
	EXPECT_EQ(0, stop(spread, SIGTERM));
}

/* A tag in the packet, which the kernel takes out before the program runs. ID 0 needs no
 * VLAN device. Another reader of the skb comes first, too.
 */
TEST_F_TIMEOUT(skb, has_it_behind_a_tag_and_a_tap, 120)
{
	static const uint8_t tagged[] = { ETH, VLAN, IP4, IP4, UDP, END };
	pid_t spread;
	int tap;

	ASSERT_EQ(0, setns(self->lab.there, CLONE_NEWNET));
	tap = net_socket(variant->receiver, true);
	ASSERT_EQ(0, setns(self->lab.home, CLONE_NEWNET));
	ASSERT_LE(0, tap);
	spread = start(SAYS, "/lab/rxmeta spread src1 --compat --tc need --to %s",
		       variant->to);
	ASSERT_TRUE(says(SAYS, "gives it to the skb")) TH_LOG("%s", text);
	EXPECT_EQ(ALL, send_all(&self->lab, ipip));
	EXPECT_EQ(ALL, send_all(&self->lab, tagged));
	EXPECT_EQ(0, stop(spread, SIGTERM));
	close(tap);
}

/* It runs first, and a program of another tool that ends the chain does no harm. */
TEST_F_TIMEOUT(skb, shares_the_interface, 120)
{
	static const struct bpf_insn ends[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0, .imm = TERMINAL },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	int other = bpf_prog_load(BPF_PROG_TYPE_SCHED_CLS, "ends", "GPL", ends, 2, NULL);
	pid_t spread;
	int link;

	ASSERT_LE(0, other);
	ASSERT_EQ(0, setns(self->lab.there, CLONE_NEWNET));
	link = bpf_link_create(other, net_index(variant->receiver), BPF_TCX_INGRESS, NULL);
	ASSERT_EQ(0, setns(self->lab.home, CLONE_NEWNET));
	ASSERT_LE(0, link);
	spread = start(SAYS, "/lab/rxmeta spread src1 --compat --tc need --to %s",
		       variant->to);
	ASSERT_TRUE(says(SAYS, "gives it to the skb")) TH_LOG("%s", text);
	EXPECT_EQ(2, programs(&self->lab, variant->receiver));
	EXPECT_EQ(ALL, send_all(&self->lab, ipip));
	EXPECT_EQ(0, stop(spread, SIGTERM));
	EXPECT_EQ(1, programs(&self->lab, variant->receiver));
}

/* Metadata of another program in front of ours is nothing that the tc program knows. */
TEST_F_TIMEOUT(skb, ignores_other_metadata, 120)
{
	static const struct bpf_insn code[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_X, .dst_reg = 6, .src_reg = 1 },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 2, .imm = -8 },
		{ .code = BPF_JMP | BPF_CALL, .imm = BPF_FUNC_xdp_adjust_meta },
		{ .code = BPF_LDX | BPF_MEM | BPF_W, .dst_reg = 1, .src_reg = 6,
		  .off = offsetof(struct xdp_md, data_meta) },
		{ .code = BPF_LDX | BPF_MEM | BPF_W, .dst_reg = 2, .src_reg = 6,
		  .off = offsetof(struct xdp_md, data) },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_X, .dst_reg = 3, .src_reg = 1 },
		{ .code = BPF_ALU64 | BPF_ADD | BPF_K, .dst_reg = 3, .imm = 8 },
		{ .code = BPF_JMP | BPF_JGT | BPF_X, .dst_reg = 3, .src_reg = 2, .off = 1 },
		{ .code = BPF_ST | BPF_MEM | BPF_DW, .dst_reg = 1 },
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = 0, .imm = XDP_PASS },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	int other = bpf_prog_load(BPF_PROG_TYPE_XDP, "front", "GPL", code,
				  ARRAY_SIZE(code), NULL);
	pid_t spread;
	int link;

	if (strcmp(variant->receiver, "t1"))
		return;
	ASSERT_LE(0, other);
	ASSERT_EQ(0, setns(self->lab.there, CLONE_NEWNET));
	link = bpf_link_create(other, net_index("t1"), BPF_XDP, NULL);
	ASSERT_EQ(0, setns(self->lab.home, CLONE_NEWNET));
	ASSERT_LE(0, link);
	spread = start(SAYS, "/lab/rxmeta spread src1 --compat --tc need --to %s",
		       variant->to);
	ASSERT_TRUE(says(SAYS, "gives it to the skb")) TH_LOG("%s", text);
	EXPECT_EQ(0, send_all(&self->lab, ipip));
	EXPECT_RXMETA(0, "{", "stat src1 --json");
	EXPECT_EQ(ALL, rxmeta_counter("in_meta"));
	EXPECT_EQ(0, rxmeta_counter("skb_hash"));
	EXPECT_EQ(0, stop(spread, SIGTERM));
}

/* detach finds what attach leaves behind. A kernel with the layer stores the hash, and needs
 * no program.
 */
FIXTURE(attached) {
	struct lab lab;
};

FIXTURE_VARIANT(attached) {
	const char *to;
	const char *receiver;
	bool away;
};
FIXTURE_VARIANT_ADD(attached, veth) { "--to t0", "t1", false };
FIXTURE_VARIANT_ADD(attached, veth_away) { "--to t0", "t1", true };
FIXTURE_VARIANT_ADD(attached, cpu) { "--cpus 0", "src1", false };
FIXTURE_VARIANT_ADD(attached, pass) { "--pass", "src1", false };

FIXTURE_SETUP(attached)
{
	ASSERT_EQ(0, lab_open(&self->lab, variant->receiver, variant->away));
}

FIXTURE_TEARDOWN(attached)
{
	rxmeta("detach src1");
	lab_close(&self->lab);
}

TEST_F_TIMEOUT(attached, has_the_hash, 120)
{
	int want = !kernel_has_layer();

	EXPECT_RXMETA(0, "", "attach src1 --keep none %s", variant->to);
	EXPECT_EQ(want, programs(&self->lab, variant->receiver));
	EXPECT_EQ(ALL, send_all(&self->lab, ipip));
	EXPECT_RXMETA(0, "{", "stat src1 --json");
	EXPECT_EQ(want * ALL, rxmeta_counter("skb_hash"))
		TH_LOG("%s", rxmeta_output);
	EXPECT_EQ(want, !!strstr(rxmeta_output, "\"tc\":{\"on\""));
	EXPECT_RXMETA(0, want ? "gives the hash to the skb" : "", "stat src1");
	EXPECT_RXMETA(0, "", "detach src1");
	EXPECT_EQ(0, programs(&self->lab, variant->receiver));
}

#include "skb_hash_refusals.inc.c"
#include "first_steps.inc.c"

TEST_MAIN(NULL)
