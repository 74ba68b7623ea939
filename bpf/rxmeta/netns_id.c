// SPDX-License-Identifier: GPL-2.0
/* A network namespace by the number that this one has for it. */
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/net_namespace.h>
#include <linux/rtnetlink.h>

#include "netlink.h"
#include "netns_id.h"

static int number_of(int ns)
{
	struct rtgenmsg head = { .rtgen_family = AF_UNSPEC };
	__u8 padded[4] = { head.rtgen_family };
	int err, fd = message_socket(NETLINK_ROUTE);
	static struct message msg;
	__s32 nsid = -1;

	if (fd < 0)
		return -1;
	message_init(&msg, RTM_GETNSID, padded, sizeof(padded));
	message_add(&msg, NETNSA_FD, &ns, sizeof(ns));
	err = message_ask(fd, &msg);
	close(fd);
	if (err || message_read(&msg, NETNSA_NSID, &nsid, sizeof(nsid)))
		return -1;
	return nsid;
}

static int open_numbered(const char *path, int nsid)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd >= 0 && number_of(fd) == nsid)
		return fd;
	if (fd >= 0)
		close(fd);
	return -1;
}

/* @format: path of a namespace by the name of an entry of @folder */
static int search(const char *folder, const char *format, int nsid)
{
	DIR *dir = opendir(folder);
	struct dirent *entry;
	char path[512];
	int fd = -1;

	while (dir && fd < 0 && (entry = readdir(dir))) {
		if (*entry->d_name == '.')
			continue;
		snprintf(path, sizeof(path), format, entry->d_name);
		fd = open_numbered(path, nsid);
	}
	if (dir)
		closedir(dir);
	return fd;
}

/**
 * netns_open() - open a network namespace that has a name, or a process in it
 * @nsid: its number in this one
 *
 * Return: file descriptor, or -1.
 */
int netns_open(int nsid)
{
	int fd = search("/run/netns", "/run/netns/%s", nsid);

	return fd >= 0 ? fd : search("/proc", "/proc/%s/ns/net", nsid);
}
