// SPDX-License-Identifier: GPL-2.0
/* Where a card cannot be tested, one line says why and what to do, and nothing is changed. */
#include <errno.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/bpf.h>
#include <linux/ethtool.h>
#include <linux/if_link.h>
#include <linux/if_xdp.h>
#include <linux/netlink.h>
#include <linux/sockios.h>

#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "tests/lib/refused_call.h"
#include "guest_host.h"

#define HINT	"/lab/rx_hints hint.hash"
#define STORE	"/lab/rx_stored carrier.pass.hash"
#define ZERO_COPY "/lab/rx_stored zero_copy.pass.keeps_values"
#define ONE	"1..1\nok 1 hint.hash # SKIP "

/* A stand-in for ssh */
#define SSH_FIRST(does)	"mkdir -p /tmp/bad && printf '#!/bin/sh\\n" does "\\n' >/tmp/bad/ssh && chmod +x /tmp/bad/ssh"
#define SSH_THEN	"rm -r /tmp/bad"
#define SSH(does)	SSH_FIRST(does), SSH_THEN
#define DUMMY		"ip link add dum0 type dummy && ip link set dum0 up", "ip link del dum0"
#define NO_WIRE		"LOCAL_V4=" LOCAL_V4 " REMOTE_V4=127.0.0.1 " GUEST_NETNS

FIXTURE(refusal) {
	char *before;
};

FIXTURE_VARIANT(refusal) {
	const char *env;	/* beside NETIF */
	const char *command;
	int status;
	const char *says;
	const char *first;	/* a command before it, and one after it */
	const char *then;
	unsigned int uid;	/* of the user */
	bool layer;		/* needs the layer */
	bool program;		/* on the interface already */
	bool stamps;		/* the interface takes timestamps already */
};

#define REFUSAL(name, ...)	FIXTURE_VARIANT_ADD(refusal, name) { __VA_ARGS__ }

REFUSAL(no_netif, "NETIF=", HINT, 4, ONE "NETIF is not set: name the interface of the card, as in NETIF=eth2");
REFUSAL(no_such_device, "NETIF=eth77 " GUEST_ALL, HINT, 1, "Bail out! NETIF=eth77: there is no such interface; `ip link` lists them");
REFUSAL(not_root, GUEST_ALL, HINT, 4, ONE "this needs root, for XDP programs and the settings of ", .uid = 65534);
REFUSAL(no_addresses, GUEST_NETNS, HINT, 1, "Bail out! no remote: set LOCAL_V4 and REMOTE_V4, or LOCAL_V6 and REMOTE_V6");
REFUSAL(half_a_pair, GUEST_V4 " LOCAL_V6=" LOCAL_V6 " " GUEST_NETNS, HINT, 1, "Bail out! LOCAL_V6 is set and REMOTE_V6 is not: set both or neither");
REFUSAL(other_half, GUEST_V6 " REMOTE_V4=" REMOTE_V4 " " GUEST_NETNS, HINT, 1, "Bail out! REMOTE_V4 is set and LOCAL_V4 is not: set both or neither");
REFUSAL(no_address, "LOCAL_V4=10.9.0 REMOTE_V4=" REMOTE_V4 " " GUEST_NETNS, HINT, 1, "Bail out! LOCAL_V4=10.9.0 is no IPv4 address");
REFUSAL(no_remote_type, GUEST_V4 " REMOTE_ARGS=remote", HINT, 1, "Bail out! no remote: set REMOTE_TYPE to netns or to ssh");
REFUSAL(wrong_remote_type, GUEST_V4 " REMOTE_TYPE=telnet REMOTE_ARGS=remote", HINT, 1, "Bail out! REMOTE_TYPE=telnet: want netns or ssh");
REFUSAL(no_remote_args, GUEST_V4 " REMOTE_TYPE=netns", HINT, 1, "Bail out! no remote: set REMOTE_ARGS to the name of the namespace");
REFUSAL(no_remote_host, GUEST_V4 " REMOTE_TYPE=ssh", HINT, 1, "Bail out! no remote: set REMOTE_ARGS to user@host");
REFUSAL(no_namespace, GUEST_V4 " REMOTE_TYPE=netns REMOTE_ARGS=nowhere", HINT, 1, "Bail out! REMOTE_ARGS=nowhere: there is no such network namespace; `ip netns` lists them");
REFUSAL(not_at_remote, "LOCAL_V4=" LOCAL_V4 " REMOTE_V4=10.9.0.9 " GUEST_NETNS, HINT, 1, "Bail out! the remote remote: 10.9.0.9: no interface has this address");
REFUSAL(disruptive, "DISRUPTIVE=maybe " GUEST_ALL, HINT, 1, "Bail out! DISRUPTIVE=maybe: want yes, true, no, false or a number");
REFUSAL(no_ssh, GUEST_V4 " REMOTE_TYPE=ssh REMOTE_ARGS=root@host PATH=/nowhere", HINT, 4, ONE "REMOTE_TYPE=ssh needs the program ssh: apt-get install openssh-client");
REFUSAL(ssh_fails, GUEST_V4 " REMOTE_TYPE=ssh REMOTE_ARGS=root@host PATH=/tmp/bad:$PATH", HINT, 1, "Bail out! ssh root@host fails (status 255): ssh: connect to host host port 22: Connection refused",
	SSH("echo ssh: connect to host host port 22: Connection refused >&2; exit 255"));
REFUSAL(has_a_program, GUEST_ALL, HINT, 1, " has an XDP program already, number ", .program = true);
REFUSAL(is_down, GUEST_ALL, HINT, 1, " is down: ip link set ", "ip link set $NETIF down", "ip link set $NETIF up; ip addr add " LOCAL_V6 "/64 dev $NETIF nodad");
REFUSAL(no_ip, "PATH=/nowhere " GUEST_ALL, STORE, 4, "ok 1 carrier.pass.hash # SKIP this needs the program ip: apt-get install iproute2", .layer = true);
REFUSAL(links_are_there, GUEST_ALL, STORE, 1, "Bail out! the tests make the interfaces tx0, rx0, tx1 and rx1, and this machine has one of them", "ip link add tx0 type dummy", "ip link del tx0", .layer = true);
REFUSAL(ssh_is_silent, GUEST_V4 " REMOTE_TYPE=ssh REMOTE_ARGS=root@host PATH=/tmp/bad:$PATH", HINT, 1, "Bail out! ssh root@host fails (status 255): it says nothing", SSH("exit 255"));
REFUSAL(remote_is_silent, GUEST_V4 " REMOTE_TYPE=ssh REMOTE_ARGS=root@host PATH=/tmp/bad:$PATH", HINT, 1, "Bail out! the remote root@host does not answer", SSH("echo /tmp"));
REFUSAL(no_agent, GUEST_V4 " REMOTE_TYPE=ssh REMOTE_ARGS=root@host PATH=/tmp/bad:$PATH", HINT, 1, "Bail out! /lab/rx_agent: No such file or directory", SSH_FIRST("exit 0") " && mv /lab/rx_agent /tmp/agent", SSH_THEN " && mv /tmp/agent /lab/rx_agent");
REFUSAL(agent_without_address, "", "sh -c \"/lab/rx_agent | tr -d '\\\\0'; exit 1\"", 1, "rx_agent: want an address");
REFUSAL(config_in_a_circle, GUEST_ALL, HINT, 1, "Bail out! /lab/net.config: Too many levels of symbolic links", "ln -s net.config /lab/net.config", "rm /lab/net.config");
REFUSAL(no_reader, "NETIF=dum0 " GUEST_ALL, HINT, 4, ONE "no program that reads hints loads for dum0, whose driver is dummy: ", DUMMY);
REFUSAL(hash_is_off, GUEST_ALL, HINT, 0, "hint.hash # SKIP receive-hashing of ", "ethtool -K $NETIF rxhash off", "ethtool -K $NETIF rxhash on");
REFUSAL(offload_is_off, GUEST_ALL, "/lab/rx_hints hint.vlan", 0, "hint.vlan # SKIP rx-vlan-offload of ", "ethtool -K $NETIF rxvlan off", "ethtool -K $NETIF rxvlan on");
REFUSAL(other_hash, GUEST_ALL, "/lab/rx_hints hint.hash_toeplitz", 0, " does not hash by Toeplitz now", "ethtool -X $NETIF hfunc xor", "ethtool -X $NETIF hfunc toeplitz");
/* The address lies on an interface that has no wire to the card. */
REFUSAL(no_wire, NO_WIRE, HINT, 1, "Bail out! no frame from 127.0.0.1 has come to ", "ip -n remote link set lo up");
REFUSAL(no_wire_to_store, NO_WIRE, STORE, 1, "Bail out! no frame from 127.0.0.1 has come to ", "ip -n remote link set lo up", .layer = true);
REFUSAL(no_xdp, "NETIF=dum0 " GUEST_ALL, STORE, 4, "ok 1 carrier.pass.hash # SKIP dum0 takes no XDP program: Operation not supported. Its driver is dummy", DUMMY, .layer = true);
REFUSAL(other_queue, GUEST_ALL, ZERO_COPY, 0, " receives frames without IP on queue 1, the socket is on queue 0", "ethtool -N $NETIF flow-type ether proto 0x88b5 action 1 loc 1", "ethtool -N $NETIF delete 1", .layer = true);
REFUSAL(takes_stamps, GUEST_ALL, STORE, 4, " takes timestamps already, of which a stored one could not be told: end what asks for them (hwstamp_ctl -i ", .stamps = true, .layer = true);

/* A program that lets all frames pass, or none */
static int set_program(bool on)
{
	const struct bpf_insn pass[] = {
		{ .code = BPF_ALU64 | BPF_MOV | BPF_K, .dst_reg = BPF_REG_0, .imm = XDP_PASS },
		{ .code = BPF_JMP | BPF_EXIT },
	};
	int fd = on ? bpf_prog_load(BPF_PROG_TYPE_XDP, "pass", "GPL", pass, 2, NULL) : -1;

	return bpf_xdp_attach(net_index(host_dev), fd, XDP_FLAGS_DRV_MODE, NULL);
}

FIXTURE_SETUP(refusal)
{
	self->before = strdup(host_state());
	setenv("NETIF", host_dev, 1);
	if (variant->stamps)
		ASSERT_EQ(0, card_hwtstamp(host_dev, true));
	if (variant->program)
		ASSERT_EQ(0, set_program(true));
	if (variant->first)
		ASSERT_EQ(0, system(variant->first));
}

FIXTURE_TEARDOWN(refusal)
{
	if (variant->stamps)
		card_hwtstamp(host_dev, false);
	if (variant->program)
		set_program(false);
	if (variant->then)
		EXPECT_EQ(0, system(variant->then));
	EXPECT_TRUE(host_state_is(self->before));
	free(self->before);
}

TEST_F(refusal, is_said)
{
	if (variant->layer && !kernel_has_layer())
		return;
	host_uid = variant->uid;
	EXPECT_RUN(variant->status, variant->says, variant->env, "%s", variant->command);
	host_uid = 0;
	EXPECT_FALSE(host_says("not ok"));
}

/* What the kernel of this machine takes, and another one may refuse */
FIXTURE(refused_call) {
	char *before;
};

FIXTURE_VARIANT(refused_call) {
	struct refused_call call;
	const char *command;
	int status;
	const char *says;
	const char *then;	/* a command after it */
	bool layer;		/* needs the layer */
	bool stamps;		/* the interface takes timestamps afterwards */
};

#define IOCTL(what, ...)	{ .nr = __NR_ioctl, .at = 2, .value = what, __VA_ARGS__ }
/* The first call of the process outside of the tests that waits for their end */
#define MEANWHILE(command)	{ .nr = __NR_rt_sigtimedwait, .nth = 1, .first = command }
#define ETHTOOL(command, ...)	IOCTL(SIOCETHTOOL, .ethtool = ETHTOOL_ ## command, __VA_ARGS__)
#define NO_ETHTOOL(command)	ETHTOOL(command, .error = EOPNOTSUPP, .children = true)
/* Without generic netlink the kernel does not say what a driver can do. */
#define NO_NETDEV		{ .nr = __NR_socket, .at = 3, .value = NETLINK_GENERIC,	\
				  .error = EPROTONOSUPPORT, .children = true }
/* The agent sends frames of TCP over IPv4 with 64 bytes of payload. To the agent each comes
 * behind a header, and in a call that wants no signal.
 */
#define NO_FRAME		{ .nr = __NR_sendto, .at = 3, .value = 118,	\
				  .error = ENETDOWN, .children = true }
#define NO_AGENT		{ .nr = __NR_sendto, .at = 4, .value = MSG_NOSIGNAL, \
				  .error = EPIPE, .children = true }
#define NO_ZERO_COPY		{ .nr = __NR_bind, .at = 3, .value = sizeof(struct sockaddr_xdp), \
				  .error = EOPNOTSUPP, .children = true }
/* libbpf's request to attach an XDP program has 52 bytes. */
#define NO_SECOND_PROGRAM	{ .nr = __NR_sendto, .at = 3, .value = 52, .nth = 2,	\
				  .error = ENOMEM, .children = true }
#define NO_CALL(name, ...)	FIXTURE_VARIANT_ADD(refused_call, name) { __VA_ARGS__ }

NO_CALL(settings, IOCTL(SIOCGIFMTU, .error = ENODEV), HINT, 1, " does not tell its settings");
NO_CALL(sockets, { .nr = __NR_socketpair, .error = EMFILE }, HINT, 1, "Bail out! socketpair: Too many open files");
NO_CALL(program, { .nr = __NR_bpf, .at = 1, .value = BPF_LINK_CREATE, .error = ENOSPC, .children = true }, HINT, 4, " takes no XDP program: No space left on device. Its MTU is 1500, its driver mlx5_core");
NO_CALL(stored_program, { .nr = __NR_bpf, .at = 1, .value = BPF_PROG_LOAD, .error = EINVAL, .children = true }, STORE, 1, "Bail out! the test programs do not load: ", .layer = true);
NO_CALL(vlan, IOCTL(SIOCSIFVLAN, .error = ENOPKG, .children = true), "/lab/rx_hints hint.vlan", 0, "hint.vlan # SKIP the kernel makes no VLAN interface: load 8021q");
NO_CALL(timestamps, IOCTL(SIOCSHWTSTAMP, .error = EOPNOTSUPP, .children = true), "/lab/rx_hints hint.timestamp", 0, " does not take timestamps of all frames: Operation not supported");
NO_CALL(life_of_the_tests, MEANWHILE("kill -9 $(grep -l 'PPid:.%d$' /proc/[0-9]*/status | cut -d/ -f3)"), HINT, 1, "Bail out! the tests died: Killed");
NO_CALL(settings_of_before, MEANWHILE("ip link set $NETIF promisc on # %d"), HINT, 1, ": its flags could not be set back", "ip link set $NETIF promisc off");
NO_CALL(mtu_of_before, IOCTL(SIOCGIFMTU, .nth = 3, .first = "ip link set $NETIF mtu 1400 # %d"), HINT, 1, ": its MTU could not be set back", "ip link set $NETIF mtu 1500");
NO_CALL(features_of_before, ETHTOOL(GFEATURES, .nth = 3, .first = "ethtool -K $NETIF rxhash off # %d"), HINT, 1, ": its features could not be set back", "ethtool -K $NETIF rxhash on");
NO_CALL(stamps_of_before, IOCTL(SIOCSHWTSTAMP, .error = EPERM), "/lab/rx_hints hint.timestamp", 1, ": its timestamps could not be set back", .stamps = true);
NO_CALL(key, NO_ETHTOOL(GRSSH), "/lab/rx_hints hint.hash_toeplitz", 0, " does not tell its key and table");
NO_CALL(hash_switch, NO_ETHTOOL(SFEATURES), "/lab/rx_hints hint.hash_off_and_on", 0, " cannot switch its hashes");
NO_CALL(tag_switch, NO_ETHTOOL(SFEATURES), "/lab/rx_hints hint.vlan_left", 0, " cannot leave tags in packets");
NO_CALL(clock, NO_ETHTOOL(GET_TS_INFO), "/lab/rx_hints hint.timestamp", 0, " has no clock (ethtool -T), or /dev/ptp* is missing");
NO_CALL(hash_reader, NO_NETDEV, HINT, 0, "hint.hash # SKIP the driver mlx5_core reports no hash");
NO_CALL(tag_reader, NO_NETDEV, "/lab/rx_hints hint.vlan", 0, "hint.vlan # SKIP the driver reports no VLAN tag");
NO_CALL(stamp_reader, NO_NETDEV, "/lab/rx_hints hint.timestamp", 0, "hint.timestamp # SKIP the driver mlx5_core reports no timestamp");
NO_CALL(zero_copy, NO_NETDEV, ZERO_COPY, 0, "zero_copy.pass.keeps_values # SKIP the driver mlx5_core has no zero-copy", .layer = true);
NO_CALL(zero_copy_socket, NO_ZERO_COPY, ZERO_COPY, 0, " takes no zero-copy socket as it is set: Operation not supported", .layer = true);
NO_CALL(second_program, NO_SECOND_PROGRAM, STORE, 1, " does not take the test programs", .layer = true);
NO_CALL(remote_that_sends, NO_FRAME, HINT, 1, "# the remote could not send: Network is down");
NO_CALL(remote_that_listens, NO_AGENT, HINT, 1, "Bail out! the remote remote does not answer any more");
NO_CALL(interface, MEANWHILE("ip link set $NETIF name gone0 # %d"), HINT, 1, " is gone\n", "ip link set gone0 name $NETIF");

FIXTURE_SETUP(refused_call)
{
	self->before = strdup(host_state());
}

FIXTURE_TEARDOWN(refused_call)
{
	setenv("NETIF", host_dev, 1);
	if (variant->stamps)
		EXPECT_EQ(0, card_hwtstamp(host_dev, false));
	if (variant->then)
		EXPECT_EQ(0, system(variant->then));
	EXPECT_TRUE(host_state_is(self->before));
	free(self->before);
}

TEST_F_TIMEOUT(refused_call, is_said, 120)
{
	if (variant->layer && !kernel_has_layer())
		return;
	EXPECT_EQ(variant->status, host_run_refused(&variant->call, GUEST_ALL, variant->command))
		TH_LOG("output: %s", host_quoted());
	EXPECT_TRUE(host_says(variant->says)) TH_LOG("output: %s", host_quoted());
}

/* The last line says both that the tests did not end by themselves, and what they have left. */
TEST(interrupted_and_not_set_back)
{
	static const struct refused_call call = MEANWHILE("ip link set $NETIF promisc on; kill -TERM %d");

	EXPECT_EQ(1, host_run_refused(&call, GUEST_ALL, HINT)) TH_LOG("%s", host_quoted());
	EXPECT_TRUE(host_says("Bail out! interrupted: Terminated; ")) TH_LOG("%s", host_quoted());
	EXPECT_TRUE(host_says(" is not as it was\n")) TH_LOG("%s", host_quoted());
	EXPECT_EQ(0, system("ip link set $NETIF promisc off"));
}

/* Another run that does not end. The calls of usleep() fail, so it waits for no time. */
TEST(refused_run_at_the_same_time)
{
	static const struct refused_call call = { .nr = __NR_clock_nanosleep, .error = EINTR };
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), len;

	len = sprintf(name.sun_path + 1, "xdp-rx-meta/%s", host_dev);
	ASSERT_EQ(0, bind(fd, (struct sockaddr *)&name,
			  offsetof(struct sockaddr_un, sun_path) + 1 + len));
	EXPECT_EQ(1, host_run_refused(&call, GUEST_ALL, HINT)) TH_LOG("%s", host_quoted());
	EXPECT_TRUE(host_says(" has not ended in 300 s\n")) TH_LOG("%s", host_quoted());
	close(fd);
}

TEST_MAIN(host_open)
