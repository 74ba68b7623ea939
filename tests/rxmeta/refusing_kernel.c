// SPDX-License-Identifier: GPL-2.0
/*
 * What rxmeta says when the kernel refuses a call that the kernels of the lab take, and that it
 * leaves nothing attached then. Packets would come into src1, and go to t1 by way of t0.
 */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <linux/bpf.h>
#include <linux/netlink.h>

#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "tests/lib/net.h"
#include "tests/lib/refused_call.h"
#include "tests/lib/rxmeta_tool.h"
#include "background.h"

#define SAYS	"/tmp/refusing_says"
#define SPREAD	"/tmp/refusing_spread"
#define KEYS	"/tmp/refusing_keys"
#define KEYS_LINE	"192.0.2.1 0x1001 tunnel cbc(aes) 0x2b7e151628aed2a6abf7158809cf4f3c 96\n"
#define PROBE	(-1)		/* 0 on a kernel with the layer, 1 on any other */
#define OTHER	"xdp-loader load src1 /lab/bpf/count_all.bpf.o"

#define CALL(name, ...)		{ .nr = __NR_ ## name, __VA_ARGS__ }
#define BPF(command, ...)	CALL(bpf, .at = 1, .value = BPF_ ## command, __VA_ARGS__)
#define NETLINK(family, ...)	CALL(socket, .at = 3, .value = NETLINK_ ## family, __VA_ARGS__)

#define ALONE	"--cpus 0 --keep none"
#define COMPAT	"spread src1 --compat --to veth:t0"
#define BELOW	"spread src1 --to cpu:0 --keep none --dispatcher"
#define KERNEL_KEYS	"attach src1 --pass --keep none --ipsec kernel"
#define FILE_KEYS	"attach src1 --pass --keep none --ipsec " KEYS
#define KILL_CHILD	"kill -9 $(grep -l 'PPid:.%d$' /proc/[0-9]*/status | cut -d/ -f3)"

static int links_add(void)
{
	return net_new() ?:
	       net_ip("link add src0 type veth peer name src1\n"
		      "link add t0 type veth peer name t1\n"
		      "link set src0 up\nlink set src1 up\nlink set t0 up\nlink set t1 up\n") ?:
	       net_set_gro("t1", true);
}

FIXTURE(refused) { };

FIXTURE_VARIANT(refused) {
	struct refused_call call;
	const char *command;
	int status;
	const char *says;
	const char *before;	/* a command of the shell */
	bool stays;		/* the program is attached afterwards */
	bool stock;		/* for kernels without the layer */
};

#define REFUSED(name, ...)	FIXTURE_VARIANT_ADD(refused, name) { __VA_ARGS__ }

REFUSED(program, BPF(PROG_LOAD, .error = EINVAL), "attach src1 " ALONE, 3,
	"the kernel does not take the program (Invalid argument): it must be 6.4 or later");
REFUSED(interface_of_the_target, BPF(PROG_LOAD, .nth = 1, .first = "ip link del t0 # %d"),
	"attach src1 --to t0 --keep none", 3, "cannot redirect to t0: Invalid argument");
REFUSED(cpu, BPF(MAP_UPDATE_ELEM, .nth = 2, .error = ENOMEM), "attach src1 " ALONE, 3,
	"cannot redirect to CPU 0: Cannot allocate memory");
REFUSED(counters, BPF(MAP_LOOKUP_ELEM, .error = EPERM), "stat src1", 3,
	"cannot read the counters of src1: Operation not permitted",
	.before = "/lab/rxmeta attach src1 " ALONE, .stays = true);
REFUSED(affinity, CALL(sched_getaffinity, .error = EINVAL), COMPAT, 3,
	"cannot ask for the CPUs of this process");
REFUSED(pipe_for_threads, CALL(pipe2, .error = EMFILE), "relay src1 --to veth:t0", 3,
	"cannot make a pipe: Too many open files");
REFUSED(process_for_threads, CALL(clone, .error = EAGAIN), "relay src1 --to veth:t0", 3,
	"cannot give the queues of t1 threads (Input/output error): it has to be up with GRO or an XDP program; '--to cpu:LIST,veth:DEV' needs none");
REFUSED(reader, BPF(LINK_CREATE, .error = ENOMEM), "watch src1", 3,
	"cannot read the hints of src1: Cannot allocate memory");
REFUSED(types, CALL(openat, .error = ENOENT), "probe", 3,
	"the kernel shows no type information (No such file or directory): it needs CONFIG_DEBUG_INFO_BTF, and /sys mounted");
REFUSED(claims, NETLINK(GENERIC, .error = EPROTONOSUPPORT), "probe src1 --json", PROBE,
	"\"hash\":{\"reported\":\"unknown\"");
REFUSED(cpumap, BPF(MAP_CREATE, .error = EINVAL), "probe", PROBE,
	"spread does not work: the kernel has no cpumap", .stock = true);
REFUSED(cpumap_in_json, BPF(MAP_CREATE, .error = EINVAL), "probe --json", PROBE,
	"\"spread\":\"none\"", .stock = true);

REFUSED(tcx, BPF(PROG_QUERY, .error = EINVAL), COMPAT " --tc need", 3,
	"--tc need cannot be done: the kernel has no tcx, which is there from 6.6 on");
REFUSED(tcx_in_json, BPF(PROG_QUERY, .error = EINVAL), COMPAT " --json --seconds 1", 0,
	",\"tc\":{\"why_not\":\"no_tcx\"}}");
REFUSED(tcx_of_probe, BPF(PROG_QUERY, .error = EINVAL), "probe", PROBE,
	"the skb of a redirected packet gets no hash: the kernel has no tcx", .stock = true);
REFUSED(tcx_of_probe_in_json, BPF(PROG_QUERY, .error = EINVAL), "probe --json", PROBE,
	"\"skb_hash\":\"none\"", .stock = true);
REFUSED(tc_program, BPF(LINK_CREATE, .nth = 1, .error = ENOMEM), COMPAT, 3,
	"cannot attach the tc program to t1: Cannot allocate memory; '--tc none' does without, and the skb gets no hash");
REFUSED(end_of_the_tc_program, BPF(PROG_DETACH, .error = EPERM), "detach src1", 3,
	"cannot detach the tc program from t1: Operation not permitted",
	.before = "/lab/rxmeta attach src1 --to t0 --keep none", .stock = true);

REFUSED(pipe_to_the_guard, CALL(pipe2, .error = EMFILE), BELOW, 3,
	"cannot make a pipe: Too many open files");
REFUSED(guard, CALL(clone, .error = EAGAIN), BELOW, 3,
	"cannot start a process: Resource temporarily unavailable");
REFUSED(life_of_the_guard, BPF(PROG_LOAD, .nth = 1, .first = KILL_CHILD), BELOW " --seconds 1", 0,
	"the process that detaches the program is gone", .stays = true);
REFUSED(dispatcher, BPF(RAW_TRACEPOINT_OPEN, .error = EOPNOTSUPP), "attach src1 --dispatcher " ALONE,
	3, "the kernel takes no program below libxdp's dispatcher: it needs CONFIG_BPF_JIT");
/* libbpf maps each map of global data when it opens a program. */
REFUSED(room_for_the_program,
	CALL(mmap, .at = 4, .value = MAP_SHARED | MAP_ANONYMOUS, .error = ENOMEM),
	"attach src1 --dispatcher " ALONE, 3, "cannot open the program: Cannot allocate memory");
REFUSED(process_that_leaves, CALL(clone, .error = EAGAIN), "detach src1", 3,
	"cannot start a process: Resource temporarily unavailable",
	.before = "/lab/rxmeta attach src1 --dispatcher " ALONE, .stays = true);
REFUSED(dispatcher_without_ours, BPF(PROG_LOAD, .error = EPERM, .children = true), "detach src1",
	3, "libxdp cannot take the program from the dispatcher of src1: ",
	.before = OTHER " && /lab/rxmeta attach src1 " ALONE, .stays = true);

REFUSED(types_for_ipsec, CALL(openat, .error = ENOENT), KERNEL_KEYS, 3,
	"--ipsec: this kernel has no bpf_crypto_decrypt(): it must be 6.12 or later, with CONFIG_CRYPTO");
REFUSED(type_of_ciphers, BPF(PROG_TEST_RUN, .error = ENOENT), KERNEL_KEYS, 3,
	"--ipsec: the kernel has not loaded its ciphers for BPF: 'modprobe bpf_crypto_skcipher', or build it with CONFIG_CRYPTO_SKCIPHER");
REFUSED(cipher, BPF(PROG_TEST_RUN, .error = EOPNOTSUPP), KERNEL_KEYS, 3,
	"--ipsec: the kernel has no cbc(aes) or no ecb(aes): it needs CONFIG_CRYPTO_AES, CONFIG_CRYPTO_CBC and CONFIG_CRYPTO_ECB");
REFUSED(room_for_a_cipher, BPF(PROG_TEST_RUN, .error = ENOMEM), KERNEL_KEYS, 3,
	"--ipsec: the kernel makes no cipher for BPF: Cannot allocate memory");
REFUSED(cipher_of_a_line, BPF(PROG_TEST_RUN, .nth = 5, .error = ENOMEM), FILE_KEYS, 3,
	KEYS ":1: the kernel does not take the cipher: Cannot allocate memory");
REFUSED(file_of_keys, CALL(read, .at = 3, .value = sizeof(KEYS_LINE) - 1, .error = EIO), FILE_KEYS, 2,
	"cannot read " KEYS ": Input/output error");
REFUSED(xfrm, NETLINK(XFRM, .error = EPROTONOSUPPORT), KERNEL_KEYS, 3,
	"cannot read the SAs of the kernel: Protocol not supported");
REFUSED(follower, CALL(clone, .error = EAGAIN), KERNEL_KEYS, 0,
	"attached, but changes of the kernel's SAs are not followed: Resource temporarily unavailable",
	.stays = true);

static int write_keys(void)
{
	int fd = open(KEYS, O_WRONLY | O_CREAT | O_TRUNC, 0600);
	ssize_t n = write(fd, KEYS_LINE, sizeof(KEYS_LINE) - 1);

	close(fd);
	return n == sizeof(KEYS_LINE) - 1 ? 0 : -1;
}

FIXTURE_SETUP(refused)
{
	ASSERT_EQ(0, links_add());
	ASSERT_EQ(0, write_keys());
}

static bool names_dispatcher(const char *command)
{
	return command && (strstr(command, "--dispatcher") || strstr(command, OTHER));
}

/* libxdp's pins would outlive the interface. */
FIXTURE_TEARDOWN(refused)
{
	unlink(KEYS);
	if (names_dispatcher(variant->command) || names_dispatcher(variant->before))
		system("xdp-loader unload src1 --all >/dev/null 2>&1; xdp-loader clean >/dev/null 2>&1");
}

static int refused_rxmeta(const struct refused_call *call, const char *command)
{
	char line[512];

	snprintf(line, sizeof(line), "/lab/rxmeta %s", command);
	return refused_run(call, line, SAYS);
}

TEST_F_TIMEOUT(refused, is_said, 120)
{
	int status = variant->status == PROBE ? !kernel_has_layer() : variant->status;

	if (variant->stock && kernel_has_layer())
		return;
	if (variant->before)
		ASSERT_EQ(0, system(variant->before));
	EXPECT_EQ(status, refused_rxmeta(&variant->call, variant->command));
	EXPECT_NE(NULL, strstr(read_text(SAYS), variant->says)) TH_LOG("%s", text);
	if (variant->stays)
		EXPECT_RXMETA(0, "", "detach src1");
	EXPECT_RXMETA(3, "is attached to src1", "stat src1");
}

/* What a table cannot say */
FIXTURE(links) { };

FIXTURE_SETUP(links)
{
	ASSERT_EQ(0, links_add());
}

FIXTURE_TEARDOWN(links) { }

/* A program that a command holds is detached by its link. */
TEST_F_TIMEOUT(links, end_of_a_link_is_refused, 120)
{
	static const struct refused_call call = BPF(LINK_DETACH, .error = EPERM);
	pid_t spread = start(SPREAD, "/lab/rxmeta spread src1 --keep none --to cpu:0");

	ASSERT_TRUE(says(SPREAD, "until Ctrl-C")) TH_LOG("%s", text);
	EXPECT_EQ(3, refused_rxmeta(&call, "detach src1"));
	EXPECT_NE(NULL, strstr(read_text(SAYS), "cannot detach from src1: ")) TH_LOG("%s", text);
	EXPECT_EQ(0, stop(spread, SIGTERM));
}

/* The tool goes to the namespace of the veth's peer and back. */
TEST_F_TIMEOUT(links, way_back_is_refused, 120)
{
	static const struct refused_call call = CALL(setns, .nth = 2, .error = EPERM);
	pid_t away = start_away();
	char batch[64];

	snprintf(batch, sizeof(batch), "link set t1 netns %d\n", away);
	ASSERT_EQ(0, net_ip(batch));
	snprintf(batch, sizeof(batch), "nsenter -t %d -n ip link set t1 up", away);
	ASSERT_EQ(0, system(batch));
	EXPECT_EQ(3, refused_rxmeta(&call, COMPAT));
	EXPECT_NE(NULL, strstr(read_text(SAYS), "cannot return to the network namespace of this process"))
		TH_LOG("%s", text);
	stop(away, SIGKILL);
}

TEST_MAIN(NULL)
