// SPDX-License-Identifier: GPL-2.0
/* Network namespaces, as file descriptors. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "netns.h"
#include "qemu/common/error.h"

#define NAMES	"/run/netns"

/**
 * ns_current() - open the network namespace of this process
 *
 * Return: its file descriptor.
 */
int ns_current(void)
{
	int fd = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);

	if (fd < 0)
		die("cannot open the network namespace: %s", strerror(errno));
	return fd;
}

/**
 * ns_enter() - change to another network namespace
 * @ns: its file descriptor
 */
void ns_enter(int ns)
{
	if (setns(ns, CLONE_NEWNET))
		die("cannot change the network namespace: %s", strerror(errno));
}

/**
 * ns_name() - give a network namespace a name, as `ip netns attach` does
 * @ns: its file descriptor
 * @name: its name
 *
 * Other programs find it by this name.
 */
void ns_name(int ns, const char *name)
{
	char from[64], to[128];
	int fd;

	mkdir("/run", 0755);
	mkdir(NAMES, 0755);
	snprintf(from, sizeof(from), "/proc/self/fd/%d", ns);
	snprintf(to, sizeof(to), NAMES "/%s", name);
	while (!umount2(to, MNT_DETACH))	/* left by a demo that was killed */
		;
	fd = open(to, O_CREAT | O_WRONLY | O_CLOEXEC, 0600);
	if (fd >= 0)
		close(fd);
	if (mount(from, to, NULL, MS_BIND, NULL))
		die("cannot name a network namespace %s: %s", to, strerror(errno));
}

/**
 * ns_unname() - undo ns_name()
 * @name: its name
 */
void ns_unname(const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), NAMES "/%s", name);
	if (umount2(path, MNT_DETACH) || unlink(path))
		die("cannot remove %s: %s", path, strerror(errno));
}
