// SPDX-License-Identifier: GPL-2.0
/* Tests of lab-run's wirings. What cannot be had is missing for want of a PATH. */
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

#define WHY	256
#define CANNOT	99	/* exit status: the machine lacks what the case wants */
#define NOBODY	65534

static void no_path(void)
{
	setenv("PATH", "nowhere", 1);
}

static bool expect(const struct child *child, int rc, const char *out,
		   const char *err, char *why)
{
	snprintf(why, WHY, "rc %d, want %d; stdout \"%.60s\", stderr \"%.100s\"",
		 child->rc, rc, child->out, child->err);
	return child->rc == rc && strstr(child->out, out) &&
	       strstr(child->err, err);
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

bool way_net_lacking(char *why)
{
	struct child child;

	run_net(&child, "tap", "--shell");
	return expect(&child, 2, "", "lab-run: --net tap: ", why);
}

bool way_net_or_skip(char *why)
{
	struct child child;

	run_net(&child, "tap", "--or-skip");
	return expect(&child, 0, "1..0 # SKIP ", "", why) &&
	       !strstr(child.err, "lab-run: ");
}

/* The namespace and all that is in it are part of the line. */
bool way_net_tap(char *why)
{
	struct child child;

	run_net(&child, "tap", "--dry-run");
	return expect(&child, 0, "hash=on,rss=on", "", why) &&
	       strstr(child.out, "unshare") &&
	       strstr(child.out, "ip tuntap add $nic") &&
	       strstr(child.out, "tap,id=net3,ifname=net3");
}

/* A QEMU whose NIC has an offload more than that of another one */
static void newer_qemu(void)
{
	FILE *qemu = fopen("newer-qemu", "w");

	if (!qemu || fputs("#!/bin/sh\necho '  guest_uso4=<bool> - on/off'\n",
			   qemu) < 0 || fclose(qemu) ||
	    chmod("newer-qemu", 0755))
		_exit(CANNOT);
	setenv("QEMU", "./newer-qemu", 1);
}

bool way_net_newer_qemu(char *why)
{
	struct child child;

	run_net_as(&child, "tap", "--dry-run", newer_qemu);
	if (!expect(&child, 0, ",guest_uso4=off", "", why) ||
	    strstr(child.out, "guest_uso6"))
		return false;
	run_net(&child, "tap", "--dry-run");
	return expect(&child, 0, "guest_ufo=off", "", why) &&
	       !strstr(child.out, "uso4");
}

bool way_net_modes(char *why)
{
	struct child child;

	run_net(&child, "modes", "--dry-run");
	return expect(&child, 0, "hubport,id=net5,hubid=2", "", why) &&
	       strstr(child.out, "mac=02:00:00:00:00:04,addr=13,mq=off,"
				 "mrg_rxbuf=off") &&
	       strstr(child.out, "host_mtu=9000");
}

static void as_nobody(void)
{
	if (!getuid() && (setgid(NOBODY) || setuid(NOBODY)))
		_exit(CANNOT);
}

/* Who is not root is root in a user namespace around the other one. */
bool way_net_user(char *why)
{
	struct child child;

	run_net_as(&child, "tap", "--dry-run", as_nobody);
	return expect(&child, 0, "\t--map-root-user ", "", why) &&
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

bool way_net_no_tun(char *why)
{
	struct child child;

	run_net_as(&child, "tap", "--shell", without_tun);
	return cannot(&child, "no mount namespaces", why) ||
	       expect(&child, 2, "", "lab-run: --net tap: /dev/net/tun: No such"
		      " file or directory; modprobe tun", why);
}

/* As where an administrator, or a container's manager, does not allow them. */
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

bool way_net_no_namespace(char *why)
{
	struct child child;

	run_net_as(&child, "tap", "--shell", without_unshare);
	return cannot(&child, "no /dev/net/tun, or no seccomp", why) ||
	       expect(&child, 2, "", "lab-run: --net tap: no network namespace:"
		      " be root, or allow user namespaces", why);
}

/* A program beside QEMU, in its namespace, and a port of the guest to it */
bool way_net_beside(char *why)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--net", "tap", "--beside",
			 "frames", "--dry-run", "--", "true", NULL };
	struct child child;

	child_run(&child, argv, no_path);
	if (!expect(&child, 0, "name=lab.beside", "", why) ||
	    !strstr(child.out, "/frames") ||
	    !strstr(child.out, "/run/beside.sock"))
		return false;
	argv[8] = "wire";
	child_run(&child, argv, no_path);
	return expect(&child, 2, "", "--beside frames: the wiring has no TAP",
		      why);
}
