// SPDX-License-Identifier: GPL-2.0
/* `rxmeta spread`, which works until it is told to end. */
#include <errno.h>
#include <net/if.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bpf/libbpf.h>

#include "demo/guest/addresses.h"
#include "demo/guest/netns.h"
#include "demo/guest/rss_nic.h"
#include "qemu/common/error.h"
#include "qemu/common/monotonic_clock.h"
#include "qemu/common/processes.h"
#include "spread_tool.h"

#define RXMETA	"/lab/rxmeta"
#define ARGS	8
#define DETACH_SECONDS	60

/* The tool takes for the threads of a veth the CPUs on which it may run. */
static void run_on(int cpus)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	for (int cpu = 0; cpu < cpus; cpu++)
		CPU_SET(cpu, &set);
	if (sched_setaffinity(0, sizeof(set), &set))
		die("cannot run on %d CPUs: %s", cpus, strerror(errno));
}

static void exec_spread(const char *to, bool compat, int keys)
{
	const char *args[ARGS + 4] = {
		RXMETA, "spread", NIC_XDP, "--to", to,
	};
	char from[64];
	int at = 5;

	if (compat)
		args[at++] = "--compat";
	if (keys >= 0) {
		snprintf(from, sizeof(from), "kernel:/proc/%d/fd/%d", getppid(),
			 keys);
		args[at++] = "--ipsec";
		args[at++] = from;
	}
	execv(RXMETA, (char * const *)args);
	die("cannot run " RXMETA ": %s", strerror(errno));
}

/* The tool prints a line when it has begun. */
static void await_line(int fd)
{
	char byte = 0;

	while (byte != '\n')
		if (read(fd, &byte, 1) != 1)
			die("rxmeta could not spread");
}

/**
 * spread_start() - spread by the flows in the tunnel
 * @to: where the work goes, as --to takes it
 * @cpus: CPUs that work, from CPU 0 on
 * @compat: store no hash
 * @keys: network namespace whose SAs the program reads, or -1 for none
 *
 * Return: process of the tool.
 */
pid_t spread_start(const char *to, int cpus, bool compat, int keys)
{
	int fds[2];
	pid_t pid;

	pipe_open(fds);
	fflush(stdout);
	pid = process_fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGTERM);
		if (dup2(fds[1], STDOUT_FILENO) < 0)
			die("dup2: %s", strerror(errno));
		run_on(cpus);
		exec_spread(to, compat, keys);
	}
	close(fds[1]);
	await_line(fds[0]);
	close(fds[0]);
	nic_await_link();
	return pid;
}

/*
 * The kernel detaches when the last process is gone that has the link, and the tool has
 * one that follows the kernel's SAs.
 */
static void await_detached(void)
{
	long long deadline = clock_ms() + DETACH_SECONDS * 1000;
	__u32 id = 1;

	while (!bpf_xdp_query_id(if_nametoindex(NIC_XDP), 0, &id) && id) {
		if (clock_ms() > deadline)
			die("%s still has the program of rxmeta", NIC_XDP);
		usleep(10000);
	}
}

/**
 * spread_stop() - undo spread_start()
 * @pid: process of the tool
 */
void spread_stop(pid_t pid)
{
	int status;

	if (kill(pid, SIGTERM) || waitpid(pid, &status, 0) != pid || status)
		die("rxmeta did not end well");
	await_detached();
	nic_await_link();
}

/**
 * namespace_hold() - have a process in a network namespace, so that the tool finds it
 * @ns: network namespace
 *
 * Return: the process.
 */
pid_t namespace_hold(int ns)
{
	int fds[2];
	char byte = 0;
	pid_t pid;

	pipe_open(fds);
	fflush(stdout);
	pid = process_fork();
	if (!pid) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		ns_enter(ns);
		if (write(fds[1], &byte, 1) == 1)
			for (;;)
				pause();
		_exit(1);
	}
	close(fds[1]);
	if (read(fds[0], &byte, 1) != 1)
		die("cannot have a process in the network namespace");
	close(fds[0]);
	return pid;
}

/**
 * namespace_let_go() - undo namespace_hold()
 * @pid: the process
 */
void namespace_let_go(pid_t pid)
{
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}
