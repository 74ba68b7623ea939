// SPDX-License-Identifier: GPL-2.0
/*
 * The commands of rxmeta that work until they are told to stop: spread, relay, watch, and
 * probe with an interface. Packets go from src0 to src1, and from t0 to t1.
 */
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "tests/lib/net.h"
#include "tests/lib/packet.h"
#include "tests/lib/rss_vectors.h"
#include "tests/lib/rxmeta_tool.h"
#include "background.h"
#include "tap_device.h"

#define FLOWS	64
#define EACH	4
#define QUEUES	4
#define ROUNDS	16	/* more packets than the ring of watch holds */
#define SEEN	"/tmp/live_seen"	/* what watch prints of t1 */
#define SAYS	"/tmp/live_says"	/* what the command under test prints */
#define PCAPNG	"/tmp/live.pcapng"
#define TAP	"tap0"
#define BTF	"/sys/kernel/btf/vmlinux"
#define OLD_BTF	"/tmp/old_btf"
#define NO_READER "the driver has no reader for it"

/* Wait until the command has loaded its program. */
static bool has_program(const char *dev)
{
	char command[80];
	int i;

	snprintf(command, sizeof(command), "ip link show dev %s | grep -q prog/xdp", dev);
	for (i = 0; i < 1200; i++) {
		if (!system(command))
			return true;
		usleep(50000);
	}
	return false;
}

static int lines(void)
{
	int n = 0;
	char *at;

	read_text(SEEN);
	for (at = text; (at = strchr(at, '\n')); at++)
		n++;
	return n;
}

static int links_add(void)
{
	return net_new() ?:
	       net_ip("link add src0 type veth peer name src1\n"
		      "link add t0 numtxqueues 4 numrxqueues 4 type veth peer name t1 numtxqueues 4 numrxqueues 4\n"
		      "link set src0 up\nlink set src1 up\nlink set t0 up\n");
}

/* @in runs a command where t1 is. */
static int t1_up(const char *in)
{
	char command[512];

	snprintf(command, sizeof(command), "%sip link set t1 up; %sethtool -K t1 gro on; until ip link show t0 | grep -q LOWER_UP; do sleep 0.1; done",
		 in, in);
	return system(command);
}

FIXTURE(live) {
	pid_t away;
	char in[64];	/* runs a command where t1 is */
	int cpus;
};

FIXTURE_VARIANT(live) { bool away; };
FIXTURE_VARIANT_ADD(live, here) { false };
FIXTURE_VARIANT_ADD(live, away) { true };

FIXTURE_SETUP(live)
{
	char batch[64];

	self->cpus = sysconf(_SC_NPROCESSORS_ONLN);
	ASSERT_EQ(0, links_add());
	if (variant->away) {
		self->away = start_away();
		snprintf(batch, sizeof(batch), "link set t1 netns %d\n", self->away);
		ASSERT_EQ(0, net_ip(batch));
		snprintf(self->in, sizeof(self->in), "nsenter -t %d -n ",
			 self->away);
	}
	ASSERT_EQ(0, t1_up(self->in));
}

FIXTURE_TEARDOWN(live)
{
	if (self->away)
		stop(self->away, SIGKILL);
}

/* For what goes on at the source alone */
FIXTURE(source) {
};

FIXTURE_SETUP(source)
{
	ASSERT_EQ(0, links_add());
	ASSERT_EQ(0, t1_up(""));
}

FIXTURE_TEARDOWN(source)
{
}

/* Return: the setting of t1, 0 or 1, or -1. */
static int threaded(const char *in)
{
	char command[256];
	int value = -1;
	FILE *from;

	snprintf(command, sizeof(command),
		 "%sunshare -m sh -c 'mount -t sysfs sysfs /sys && cat /sys/class/net/t1/threaded'",
		 in);
	from = popen(command, "r");
	if (from && fscanf(from, "%d", &value) != 1)
		value = -1;
	if (from)
		pclose(from);
	return value;
}

/* Return: whether the setting becomes @want soon. */
static bool threaded_becomes(const char *in, int want)
{
	int i;

	for (i = 0; i < 200 && threaded(in) != want; i++)
		usleep(50000);
	return threaded(in) == want;
}

static void send_flows(bool tunnel)
{
	static const uint8_t ipip[] = { ETH, IP4, IP4, UDP, END };
	static const uint8_t plain[] = { ETH, IP4, UDP, END };
	struct endpoints ends = vectors[0].ends;
	int i, fd = net_socket("src0", false);
	static struct packet pkt;

	for (i = 0; i < FLOWS * EACH; i++) {
		ends.port[0] = 30000 + 577 * (i % FLOWS);
		packet_begin(&pkt, &ends);
		packet_add(&pkt, tunnel ? ipip : plain);
		packet_end(&pkt, 60);
		send(fd, pkt.bytes, pkt.len, 0);
		if (i % 16 == 15)
			usleep(2000);
	}
	close(fd);
}

/* @count: packets by CPU and by queue, from what watch printed */
static void count_packets(int count[2][64], bool follows, int *bad)
{
	int cpu, queue;
	char *at;

	memset(count, 0, 2 * sizeof(count[0]));
	for (at = text; (at = strstr(at, "\"queue\":")); at++) {
		if (sscanf(at, "\"queue\":%d,\"cpu\":%d", &queue, &cpu) != 2)
			continue;
		count[0][cpu % 64]++;
		count[1][queue % 64]++;
		*bad += follows && queue != cpu % QUEUES;
	}
}

static int used(const int *count)
{
	int i, n = 0;

	for (i = 0; i < 64; i++)
		n += count[i] > 0;
	return n;
}

static int fullest(const int *count)
{
	int i, most = 0;

	for (i = 0; i < 64; i++)
		if (count[i] > most)
			most = count[i];
	return most;
}

/* Return: whether t1 has a program soon. */
static bool watches_t1(const char *in)
{
	char command[128];
	int i;

	snprintf(command, sizeof(command), "%sip link show t1 | grep -q prog/xdp",
		 in);
	for (i = 0; i < 100; i++) {
		if (!system(command))
			return true;
		usleep(100000);
	}
	return false;
}

/* The work of one tunnel lands on all CPUs, and the fullest has at most 1.6 times the mean. */
static void spread_all(struct __test_metadata *_metadata, const char *in,
		       const char *to, bool follows)
{
	int count[2][64], bad = 0, cpus = sysconf(_SC_NPROCESSORS_ONLN);
	pid_t spread, watch;

	spread = start(SAYS, "/lab/rxmeta spread src1 --keep none %s", to);
	ASSERT_TRUE(says(SAYS, "until Ctrl-C")) TH_LOG("%s", text);
	EXPECT_EQ(follows, !!strstr(text, "no hash is stored"));
	watch = start(SEEN, "%s/lab/rxmeta watch t1 --json --count %d --seconds 60",
		      in, FLOWS * EACH);
	EXPECT_TRUE(watches_t1(in));
	send_flows(true);
	EXPECT_EQ(0, stop(watch, 0));
	EXPECT_EQ(FLOWS * EACH, lines());
	count_packets(count, follows, &bad);
	EXPECT_EQ(cpus, used(count[0]));
	EXPECT_GE(1.6 * FLOWS * EACH / cpus, fullest(count[0]))
		TH_LOG("fullest CPU has %d", fullest(count[0]));
	EXPECT_EQ(0, bad);
	if (!follows)
		EXPECT_EQ(QUEUES, used(count[1]));
	EXPECT_RXMETA(0, "{", "stat src1 --json");
	EXPECT_EQ(FLOWS * EACH, rxmeta_counter("redirected"));
	EXPECT_EQ(0, stop(spread, SIGTERM));
	EXPECT_RXMETA(3, "nothing is attached", "stat src1");
}

TEST_F_TIMEOUT(live, spreads_to_a_veth, 120)
{
	spread_all(_metadata, self->in, "--to veth:t0", !kernel_has_layer());
	EXPECT_EQ(0, threaded(self->in));
}

TEST_F_TIMEOUT(live, spreads_in_compat_mode, 120)
{
	spread_all(_metadata, self->in, "--to veth:t0 --compat", true);
}

/* With the layer, the hash chooses the queue on each of these CPUs. */
TEST_F_TIMEOUT(live, spreads_to_cpus_and_a_veth, 120)
{
	char to[64];

	snprintf(to, sizeof(to), "--to cpu:0-%d,veth:t0", self->cpus - 1);
	spread_all(_metadata, self->in, to, !kernel_has_layer());
}

/* relay needs threads too, and both kinds of end restore the setting. */
TEST_F_TIMEOUT(live, restores_threads, 120)
{
	static const int signals[] = { SIGINT, SIGHUP, SIGKILL };
	pid_t relay;
	size_t i;

	for (i = 0; i < ARRAY_SIZE(signals); i++) {
		relay = start(SAYS, "/lab/rxmeta relay src1 --to veth:t0");
		ASSERT_TRUE(says(SAYS, "4 queues behind t0, each with a thread"))
			TH_LOG("%s", text);
		EXPECT_EQ(1, threaded(self->in));
		EXPECT_EQ(signals[i] == SIGKILL ? -SIGKILL : 0,
			  stop(relay, signals[i]));
		EXPECT_TRUE(threaded_becomes(self->in, 0));
		EXPECT_RXMETA(3, "nothing is attached", "stat src1");
	}
}

/* What is in no tunnel is relayed, too. */
TEST_F_TIMEOUT(live, relays_all, 120)
{
	pid_t relay = start(SAYS, "/lab/rxmeta relay src1 --to cpu:0,veth:t0");

	ASSERT_TRUE(says(SAYS, "until Ctrl-C")) TH_LOG("%s", text);
	send_flows(false);
	usleep(300000);
	EXPECT_RXMETA(0, "{", "stat src1 --json");
	EXPECT_EQ(FLOWS * EACH, rxmeta_counter("redirected"));
	EXPECT_EQ(0, rxmeta_counter("not_tunnel"));
	EXPECT_EQ(0, rxmeta_counter("tunnel"));
	EXPECT_EQ(0, stop(relay, SIGINT));
}

TEST_F_TIMEOUT(live, ends_with_its_interface, 120)
{
	pid_t spread = start(SAYS, "/lab/rxmeta spread src1 --to veth:t0 --json");

	ASSERT_TRUE(says(SAYS, ",\"not_kept\":{")) TH_LOG("%s", text);
	EXPECT_TRUE(says(SAYS, "{\"iface\":\"src1\",\"ifindex\":"));
	EXPECT_TRUE(says(SAYS, ",\"to\":\"t0\",\"cpus\":["));
	ASSERT_EQ(0, net_ip("link del src0\n"));
	EXPECT_EQ(3, stop(spread, 0));
	EXPECT_TRUE(says(SAYS, "src1 is gone"));
	EXPECT_TRUE(threaded_becomes(self->in, 0));
}

/* A veth as `ip link add` makes it. With more queues, the thread of the first one is an old one:
 * Linux 6.12 stops none.
 */
TEST_F_TIMEOUT(source, says_that_one_queue_is_few, 120)
{
	ASSERT_EQ(0, net_ip("link add one0 type veth peer name one1 numrxqueues 4\nlink set one0 up\nlink set one1 up\n"));
	ASSERT_EQ(0, net_set_gro("one1", true));
	EXPECT_RXMETA(0, "one1 has one receive queue, so one CPU has all packets: 'ethtool -L one1 rx N' makes more",
		      "relay src1 --to veth:one0 --seconds 1");
	ASSERT_EQ(0, system("ethtool -L one1 rx 4"));
	EXPECT_RXMETA(0, "src1: 4 queues behind one0, each with a thread and a CPU; for 1 s\n",
		      "relay src1 --to veth:one0 --seconds 1");
}

/* The first thing that is wrong is said, and nothing is changed. */
TEST_F_TIMEOUT(source, looks_before_it_changes, 120)
{
	EXPECT_RXMETA(3, "rxmeta: there is no interface none here", "spread none --to veth:t0");
	ASSERT_EQ(0, net_ip("link set t0 down\n"));
	EXPECT_RXMETA(3, "rxmeta: t0 is down and takes no packets: 'ip link set t0 up'\n",
		      "relay src1 --to veth:t0");
	ASSERT_EQ(0, net_ip("link set t0 up\nlink set src1 down\n"));
	EXPECT_RXMETA(0, "src1 is down, so no packet comes: 'ip link set src1 up'", "watch src1 --seconds 1");
	EXPECT_RXMETA(!kernel_has_layer(), "src1 is down, so no packet comes: 'ip link set src1 up'", "probe src1");
	ASSERT_EQ(0, setresuid(65534, 65534, 65534));
	EXPECT_RXMETA(3, "may not give the queues of t1 threads: be root\n", "relay src1 --to veth:t0");
}

/* A reader that has gone is no error, a full disk is one. */
TEST_F_TIMEOUT(source, watch_ends_with_its_output, 120)
{
	pid_t full = start(SEEN, "/lab/rxmeta watch src1 >/dev/full"), gone;

	ASSERT_TRUE(has_program("src1"));
	send_flows(true);
	EXPECT_EQ(3, stop(full, 0));
	gone = start(SEEN, "bash -o pipefail -c '/lab/rxmeta watch src1 | true'");
	ASSERT_TRUE(has_program("src1"));
	send_flows(true);
	EXPECT_EQ(0, stop(gone, 0));
}

/* What was captured before stays where nothing can be captured. */
TEST_F_TIMEOUT(source, keeps_an_old_capture, 120)
{
	ASSERT_EQ(0, system("echo old >" PCAPNG));
	EXPECT_RXMETA(3, "takes no program that is bound to it", "watch lo --pcapng " PCAPNG);
	EXPECT_STREQ("old\n", read_text(PCAPNG));
}

/* A line a packet, and a capture with the same text as a comment */
TEST_F_TIMEOUT(source, watches, 120)
{
	pid_t watch;

	watch = start(SEEN, "/lab/rxmeta watch src1 --count 3 --pcapng " PCAPNG);
	ASSERT_TRUE(has_program("src1"));
	send_flows(true);
	EXPECT_EQ(0, stop(watch, 0));
	EXPECT_EQ(3, lines());
	EXPECT_NE(NULL, strstr(text, " src1 queue 0 CPU "));
	EXPECT_NE(NULL, strstr(text, ", 122 bytes, hash"));
	EXPECT_NE(NULL, strstr(text, "VLAN tag: this packet has none"));
	EXPECT_EQ(0, memcmp(read_text(PCAPNG), "\x0a\x0d\x0d\x0a", 4));
	EXPECT_NE(NULL, memmem(text, 4096, "VLAN tag: this packet has none", 30));
	EXPECT_RXMETA(3, "cannot write /none/x", "watch src1 --pcapng /none/x");
	EXPECT_RXMETA(3, "cannot write all packets to /dev/full",
		      "watch src1 --pcapng /dev/full --seconds 1");
	EXPECT_RXMETA(0, "", "watch src1 --seconds 1");
	EXPECT_RXMETA(3, "no interface none", "watch none");
	EXPECT_RXMETA(3, "takes no program that is bound to it", "watch lo");
}

/* Each packet is shown, also those that wait when it is told to end, or counted as missed. */
TEST_F_TIMEOUT(source, counts_what_it_misses, 120)
{
	unsigned long long missed = 0;
	pid_t watch;
	char *at;
	int i;

	watch = start(SEEN, "/lab/rxmeta watch src1");
	ASSERT_TRUE(has_program("src1"));
	kill(watch, SIGSTOP);
	for (i = 0; i < ROUNDS; i++)
		send_flows(true);
	kill(watch, SIGTERM);
	EXPECT_EQ(0, stop(watch, SIGCONT));
	at = strstr(read_text(SEEN), "rxmeta: ");
	ASSERT_NE(NULL, at) TH_LOG("%s", text);
	EXPECT_EQ(1, sscanf(at, "rxmeta: %llu packets came too fast and are not shown", &missed));
	EXPECT_LT(0, missed);
	EXPECT_EQ(ROUNDS * FLOWS * EACH, lines() - 1 + missed);
}

TEST_F_TIMEOUT(source, watch_ends_with_its_interface, 120)
{
	pid_t watch = start(SAYS, "/lab/rxmeta watch src1");

	ASSERT_TRUE(has_program("src1"));
	ASSERT_EQ(0, net_ip("link del src0\n"));
	EXPECT_EQ(3, stop(watch, 0));
	EXPECT_NE(NULL, strstr(read_text(SAYS), "src1 is gone, or another tool has detached the program"))
		TH_LOG("%s", text);
}

TEST_F_TIMEOUT(source, says_that_a_driver_has_no_reader, 120)
{
	static const char frame[60] = "\xff\xff\xff\xff\xff\xff";
	int tap = tap_open(TAP);
	pid_t watch;

	ASSERT_LE(0, tap);
	watch = start(SEEN, "/lab/rxmeta watch " TAP " --count 1 --seconds 60");
	ASSERT_TRUE(has_program(TAP));
	ASSERT_EQ(sizeof(frame), write(tap, frame, sizeof(frame)));
	EXPECT_EQ(0, stop(watch, 0));
	EXPECT_NE(NULL, strstr(read_text(SEEN), "hash: " NO_READER ", VLAN tag: " NO_READER ", timestamp: " NO_READER "\n"))
		TH_LOG("%s", text);
	close(tap);
}

/* The types of an older kernel name no reader of VLAN tags. */
static int write_old_types(void)
{
	static const char name[] = "bpf_xdp_metadata_rx_vlan_tag";
	int fd, err = -1;
	char *types, *at;
	off_t len;

	if (system("cp " BTF " " OLD_BTF))
		return -1;
	fd = open(OLD_BTF, O_RDWR | O_CLOEXEC);
	len = lseek(fd, 0, SEEK_END);
	types = mmap(NULL, len, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	close(fd);
	if (types == MAP_FAILED)
		return -1;
	at = memmem(types, len, name, sizeof(name));
	if (at) {
		*at = 'x';
		err = 0;
	}
	munmap(types, len);
	return err;
}

TEST_F_TIMEOUT(source, says_that_a_kernel_has_no_such_hint, 120)
{
	pid_t watch;

	ASSERT_EQ(0, write_old_types());
	watch = start(SEEN, "unshare -m sh -c 'mount --bind " OLD_BTF " " BTF " && exec /lab/rxmeta watch src1 --count 1 --seconds 60'");
	ASSERT_TRUE(has_program("src1"));
	send_flows(true);
	EXPECT_EQ(0, stop(watch, 0));
	EXPECT_NE(NULL, strstr(read_text(SEEN), ", VLAN tag: the kernel has no such hint, timestamp"))
		TH_LOG("%s", text);
	unlink(OLD_BTF);
}

TEST_F_TIMEOUT(source, probes_an_interface, 120)
{
	int code = kernel_has_layer() ? 0 : 1;
	pid_t probe;

	EXPECT_RXMETA(code, "no packet came", "probe src1");
	EXPECT_RXMETA(code, "takes no program that is bound to it", "probe lo");
	EXPECT_RXMETA(code, kernel_has_layer() ? "\"spread\":\"stored\"}" :
		      "\"spread\":\"compat\"}", "probe --json");
	EXPECT_RXMETA(3, "no interface none", "probe none");
	probe = start(SAYS, "/lab/rxmeta probe src1 --seconds 2 --json");
	ASSERT_TRUE(has_program("src1"));
	send_flows(true);
	EXPECT_EQ(code, stop(probe, 0));
	EXPECT_NE(NULL, strstr(read_text(SAYS), "\"packets\":256,"))
		TH_LOG("%s", text);
	EXPECT_NE(NULL, strstr(text, "\"vlan_tag\":{\"reported\":\"yes\",\"read\":0,\"error\":\"this packet has none\"}"))
		TH_LOG("%s", text);
}

TEST_F_TIMEOUT(source, refuses, 120)
{
	EXPECT_RXMETA(2, "--to is needed", "spread src1");
	EXPECT_RXMETA(2, "--to is needed", "relay src1");
	EXPECT_RXMETA(2, "a list such as 0-2,5", "spread src1 --to cpu:x,veth:t0");
	EXPECT_RXMETA(2, "there is no CPU 9999", "spread src1 --to cpu:9999");
	EXPECT_RXMETA(3, "no interface none", "spread src1 --to veth:none");
	EXPECT_RXMETA(3, "no interface none", "spread none --to veth:t0");
	EXPECT_RXMETA(2, "--seconds wants 1 to", "spread src1 --to t0 --seconds 0");
	EXPECT_RXMETA(0, "", "attach src1 --to cpu:0,veth:t0 --keep none");
	EXPECT_RXMETA(3, "detach src1' first", "spread src1 --to veth:t0");
	EXPECT_EQ(0, threaded(""));
	EXPECT_RXMETA(3, "has an XDP program already", "watch src1");
	EXPECT_RXMETA(0, "", "detach src1");
}

TEST_MAIN(NULL)
