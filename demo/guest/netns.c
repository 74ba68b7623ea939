// SPDX-License-Identifier: GPL-2.0
/* Network namespaces, as file descriptors. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <string.h>

#include "netns.h"
#include "qemu/common/error.h"

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
