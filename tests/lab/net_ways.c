// SPDX-License-Identifier: GPL-2.0
/* Tests of lab-run's wirings. What cannot be had is missing for want of a PATH. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab_test.h"

#define WHY	256

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

static void run_net(struct child *child, char *net, char *option)
{
	char *argv[] = { (char *)lab_run, "--kernel", "kernel", "--initrd",
			 "initrd", "--run", "run", "--net", net, option,
			 "--", "true", NULL };

	child_run(child, argv, no_path);
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

bool way_net_modes(char *why)
{
	struct child child;

	run_net(&child, "modes", "--dry-run");
	return expect(&child, 0, "hubport,id=net5,hubid=2", "", why) &&
	       strstr(child.out, "mac=02:00:00:00:00:04,addr=13,mq=off,"
				 "mrg_rxbuf=off") &&
	       strstr(child.out, "host_mtu=9000");
}
