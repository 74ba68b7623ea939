// SPDX-License-Identifier: GPL-2.0
/*
 * The tests of a real card, with a modelled card in its place: what they find, and that the
 * interface is set as before, however they end.
 */
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/lib/harness.h"
#include "tests/lib/kernel.h"
#include "tests/lib/net.h"
#include "guest_host.h"

#define HINTS		9	/* tests in rx_hints */
#define STORED		48	/* tests in rx_stored */
#define WAIT_MS		60000
#define TRIES		20
#define SSH		"PATH=/tmp/ssh:$PATH REMOTE_TYPE=ssh REMOTE_ARGS=root@remote "

FIXTURE(stand_in) {
	char *before;
};

FIXTURE_SETUP(stand_in)
{
	self->before = strdup(host_state());
}

FIXTURE_TEARDOWN(stand_in)
{
	EXPECT_TRUE(host_state_is(self->before));
	free(self->before);
}

static const char *totals(int pass, int skip)
{
	static char line[80];

	snprintf(line, sizeof(line), "# Totals: pass:%d fail:0 xfail:0 xpass:0 skip:%d error:0",
		 pass, skip);
	return line;
}

/* Everything that the model reports is found, on a stock kernel, too. */
TEST_F_TIMEOUT(stand_in, hints, 120)
{
	EXPECT_RUN(0, totals(HINTS, 0), GUEST_ALL, "/lab/rx_hints");
	EXPECT_TRUE(host_says("# xdp-rx-metadata-features: hash vlan-tag timestamp"));
	EXPECT_TRUE(host_says("1..9\n")) TH_LOG("%s", host_quoted());
}

TEST_F_TIMEOUT(stand_in, stored, 240)
{
	if (kernel_has_layer()) {
		EXPECT_RUN(0, totals(STORED, 0), GUEST_ALL, "/lab/rx_stored");
	} else {
		EXPECT_RUN(4, totals(0, STORED), GUEST_ALL, "/lab/rx_stored");
		EXPECT_TRUE(host_says("ok 1 carrier.pass.nothing # SKIP this kernel stores no RX metadata: boot one that has the layer. rx_hints tests what this one has"));
	}
}

TEST_F(stand_in, one_family)
{
	EXPECT_RUN(0, totals(1, 0), GUEST_V6 " " GUEST_NETNS, "/lab/rx_hints hint.hash_toeplitz");
}

TEST_F(stand_in, not_disruptive)
{
	EXPECT_RUN(0, totals(1, 1), "DISRUPTIVE=no " GUEST_ALL, "/lab/rx_hints 'hint.vlan_[ln]*'");
	EXPECT_TRUE(host_says("hint.vlan_left # SKIP it may disconnect "));
}

/* A stand-in for ssh that goes into the namespace, and leaves nothing there */
TEST_F(stand_in, over_ssh)
{
	ASSERT_EQ(0, system("mkdir -p /tmp/ssh && printf '#!/bin/sh\n[ \"$3\" = root@remote ] || exit 255\nexec ip netns exec remote sh -c \"$4\"\n' >/tmp/ssh/ssh && chmod +x /tmp/ssh/ssh"));
	EXPECT_RUN(0, totals(1, 0), SSH GUEST_V4, "/lab/rx_hints hint.hash");
}

/* net.config beside the program counts more than the environment. */
TEST_F(stand_in, config_file)
{
	char command[300];

	snprintf(command, sizeof(command),
		 "printf '# the card\\nNETIF = \"%s\"\\nREMOTE_TYPE=netns # a namespace\\n\\nREMOTE_ARGS=remote\\n' >/lab/net.config", host_dev);
	ASSERT_EQ(0, system(command));
	EXPECT_RUN(0, totals(1, 0), GUEST_V4 " NETIF=none REMOTE_TYPE=none", "/lab/rx_hints hint.hash");
	ASSERT_EQ(0, system("printf 'NETIF\\n' >/lab/net.config"));
	EXPECT_RUN(1, "Bail out! /lab/net.config:1: want NAME=VALUE: NETIF", GUEST_V4, "/lab/rx_hints hint.hash");
	unlink("/lab/net.config");
}

/* Return: true once the tests have turned a feature of the card off, or false when they
 * have ended.
 */
static bool await_off(const char *feature, int pid)
{
	for (int ms = 0; ms < WAIT_MS; ms++) {
		if (!net_has_feature(host_dev, feature))
			return true;
		if (waitpid(pid, NULL, WNOHANG) == pid)
			return false;
		usleep(1000);
	}
	return false;
}

/*
 * Start a test that turns a feature off, and return in the middle of it. On a busy machine
 * the test may end before this process runs again: start it once more then.
 */
static int start_in_the_middle(void)
{
	for (int i = 0; i < TRIES; i++) {
		int pid = host_start(GUEST_ALL, "/lab/rx_hints", "hint.vlan_left");

		if (await_off("rx-vlan-hw-parse", pid))
			return pid;
	}
	return 0;
}

static bool await_device(const char *dev)
{
	for (int ms = 0; ms < WAIT_MS && !net_index(dev); ms++)
		usleep(1000);
	return net_index(dev);
}

TEST_F(stand_in, ends_by_sigterm)
{
	int pid = start_in_the_middle();

	ASSERT_NE(0, pid);
	/* kselftest's runner sends two. */
	kill(pid, SIGTERM);
	kill(pid, SIGTERM);
	EXPECT_EQ(1, host_end(pid)) TH_LOG("%s", host_quoted());
	EXPECT_TRUE(host_says("Bail out! interrupted: Terminated; ")) TH_LOG("%s", host_quoted());
	EXPECT_TRUE(host_says(" is as it was before\n"));
}

TEST_F(stand_in, ends_by_sigint)
{
	int pid = start_in_the_middle();

	ASSERT_NE(0, pid);
	kill(pid, SIGINT);
	EXPECT_EQ(1, host_end(pid)) TH_LOG("%s", host_quoted());
	EXPECT_TRUE(host_says("Bail out! interrupted: Interrupt; ")) TH_LOG("%s", host_quoted());
}

/* In the middle of tests that made interfaces and attached programs */
TEST_F(stand_in, stored_ends_by_sigint)
{
	int pid;

	if (!kernel_has_layer())
		return;
	pid = host_start(GUEST_ALL, "/lab/rx_stored", "carrier.*");
	EXPECT_TRUE(await_device("tx1"));
	usleep(500000);
	kill(pid, SIGINT);
	EXPECT_EQ(1, host_end(pid)) TH_LOG("%s", host_quoted());
	EXPECT_TRUE(host_says("Bail out! interrupted: Interrupt; ")) TH_LOG("%s", host_quoted());
}

/* Two at a time: the second waits for the first. */
TEST_F(stand_in, one_at_a_time)
{
	int first = host_start(GUEST_V4 " " GUEST_NETNS, "/lab/rx_hints", "hint.hash");

	EXPECT_RUN(0, totals(1, 0), GUEST_V4 " " GUEST_NETNS, "/lab/rx_hints hint.timestamp");
	EXPECT_EQ(0, host_end(first));
}

TEST_MAIN(host_open)
