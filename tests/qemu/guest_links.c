// SPDX-License-Identifier: GPL-2.0
/*
 * Scenarios of lab-run --net. An empty PATH stands for a machine that cannot
 * provide TAP devices.
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "scenario.h"

/* Exit status of a child on a machine that lacks what the scenario needs */
#define CANNOT	99

static void no_path(void)
{
	setenv("PATH", "nowhere", 1);
}

static void run_net_as(struct child *child, char *net, char *option,
		       void (*prepare)(void))
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--net", net, option,
			 "--", "true", NULL };

	child_run(child, argv, prepare);
}

static void run_net(struct child *child, char *net, char *option)
{
	run_net_as(child, net, option, no_path);
}

static bool net_lacking(char *why)
{
	struct child child;

	run_net(&child, "tap", "--shell");
	return child_expect(&child, 2, "", "lab-run: --net tap: ", why);
}

static bool net_or_skip(char *why)
{
	struct child child;

	run_net(&child, "tap", "--or-skip");
	return child_expect(&child, 0, "1..0 # SKIP ", "", why) &&
	       !strstr(child.err, "lab-run: ");
}

/* QEMU's command line creates the namespace and the devices in it. */
static bool net_tap(char *why)
{
	struct child child;

	run_net(&child, "tap", "--dry-run");
	return child_expect(&child, 0, "hash=on,rss=on", "", why) &&
	       strstr(child.out, "unshare") &&
	       strstr(child.out, "ip tuntap add $nic") &&
	       strstr(child.out, "tap,id=net3,ifname=net3");
}

/* Makes a QEMU whose NIC has one more offload. */
static void newer_qemu(void)
{
	FILE *qemu = fopen("newer-qemu", "w");

	if (!qemu || fputs("#!/bin/sh\necho '  guest_uso4=<bool> - on/off'\n",
			   qemu) < 0 || fclose(qemu) ||
	    chmod("newer-qemu", 0755))
		_exit(CANNOT);
	setenv("QEMU", "./newer-qemu", 1);
}

static bool net_newer_qemu(char *why)
{
	struct child child;

	run_net_as(&child, "tap", "--dry-run", newer_qemu);
	if (!child_expect(&child, 0, ",guest_uso4=off", "", why) ||
	    strstr(child.out, "guest_uso6"))
		return false;
	run_net(&child, "tap", "--dry-run");
	return child_expect(&child, 0, "guest_ufo=off", "", why) &&
	       !strstr(child.out, "uso4");
}

static bool net_modes(char *why)
{
	struct child child;

	run_net(&child, "modes", "--dry-run");
	return child_expect(&child, 0, "hubport,id=net5,hubid=2", "", why) &&
	       strstr(child.out, "mac=02:00:00:00:00:04,addr=13,mq=off,"
				 "mrg_rxbuf=off") &&
	       strstr(child.out, "host_mtu=9000");
}

static void as_nobody(void)
{
	if (!getuid() && (setgid(NOBODY) || setuid(NOBODY)))
		_exit(CANNOT);
}

/* A user other than root becomes root in a user namespace. */
static bool net_user(char *why)
{
	struct child child;

	run_net_as(&child, "tap", "--dry-run", as_nobody);
	return child_expect(&child, 0, "\t--map-root-user ", "", why) &&
	       strstr(child.out, "\t--net sh ");
}

static void without_tun(void)
{
	if (unshare(getuid() ? CLONE_NEWUSER | CLONE_NEWNS : CLONE_NEWNS) ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    (mount("none", "/dev/net", "tmpfs", 0, NULL) && errno != ENOENT))
		_exit(CANNOT);
}

static bool cannot(const struct child *child, const char *what, char *why)
{
	if (child->rc == CANNOT)
		snprintf(why, WHY, "SKIP %s", what);
	return child->rc == CANNOT;
}

static bool net_no_tun(char *why)
{
	struct child child;

	run_net_as(&child, "tap", "--shell", without_tun);
	return cannot(&child, "no mount namespaces", why) ||
	       child_expect(&child, 2, "", "lab-run: --net tap: /dev/net/tun: No such"
		      " file or directory; modprobe tun", why);
}

/* Forbids namespaces, as an administrator or a container may do. */
static void without_unshare(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS,
			 offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_unshare, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog prog = { sizeof(code) / sizeof(code[0]), code };

	if (access("/dev/net/tun", R_OK | W_OK) ||
	    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &prog))
		_exit(CANNOT);
}

static bool net_no_namespace(char *why)
{
	struct child child;

	run_net_as(&child, "tap", "--shell", without_unshare);
	return cannot(&child, "no /dev/net/tun, or no seccomp", why) ||
	       child_expect(&child, 2, "", "lab-run: --net tap: no network namespace:"
		      " be root, or allow user namespaces", why);
}

/* The program of --beside runs in QEMU's namespace, with a port to the guest. */
static bool net_beside(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--net", "tap", "--beside",
			 "frames", "--dry-run", "--", "true", NULL };
	struct child child;

	child_run(&child, argv, no_path);
	if (!child_expect(&child, 0, "name=lab.beside", "", why) ||
	    !strstr(child.out, "/frames") ||
	    !strstr(child.out, "/run/beside.sock"))
		return false;
	argv[8] = "wire";
	child_run(&child, argv, no_path);
	return child_expect(&child, 2, "", "--beside frames: the wiring has no TAP",
		      why);
}

const struct scenario link_scenarios[] = {
	{ "net_lacking", net_lacking },
	{ "net_or_skip", net_or_skip },
	{ "net_tap", net_tap },
	{ "net_newer_qemu", net_newer_qemu },
	{ "net_modes", net_modes },
	{ "net_user", net_user },
	{ "net_no_tun", net_no_tun },
	{ "net_no_namespace", net_no_namespace },
	{ "net_beside", net_beside },
	{ }
};
