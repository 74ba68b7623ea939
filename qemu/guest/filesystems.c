// SPDX-License-Identifier: GPL-2.0
/* The mounts of the guest, and the links that programs expect in them. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "init.h"

#define PORT_LINKS	"/dev/virtio-ports"

struct filesystem {
	const char *type;
	const char *where;
};

static void mount_one(const struct filesystem *fs, bool optional)
{
	mkdir(fs->where, 0755);
	if (!mount("none", fs->where, fs->type, 0, NULL))
		return;
	/* ENOENT: sysfs has the directory only with the file system. */
	if (!optional || (errno != ENODEV && errno != ENOENT))
		init_fail(fs->where);
}

static void link_devices(void)
{
	static const struct { const char *to, *path; } links[] = {
		{ "/proc/self/fd", "/dev/fd" },
		{ "/proc/self/fd/0", "/dev/stdin" },
		{ "/proc/self/fd/1", "/dev/stdout" },
		{ "/proc/self/fd/2", "/dev/stderr" },
	};

	for (size_t i = 0; i < sizeof(links) / sizeof(links[0]); i++)
		if (symlink(links[i].to, links[i].path))
			init_fail(links[i].path);
}

/**
 * filesystems_mount() - mount what programs need
 *
 * A kernel that was configured without tracing, cgroups or huge pages has no file
 * system for them.
 */
void filesystems_mount(void)
{
	static const struct filesystem needed[] = {
		{ "devtmpfs", "/dev" },
		{ "devpts", "/dev/pts" },
		{ "tmpfs", "/dev/shm" },
		{ "proc", "/proc" },
		{ "sysfs", "/sys" },
		{ "bpf", "/sys/fs/bpf" },
		{ "debugfs", "/sys/kernel/debug" },
		{ "tmpfs", "/tmp" },
		/* A separate mount, as `ip netns` makes it shared. */
		{ "tmpfs", "/run" },
	}, optional[] = {
		{ "tracefs", "/sys/kernel/tracing" },
		{ "cgroup2", "/sys/fs/cgroup" },
		{ "hugetlbfs", "/dev/hugepages" },
	};

	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		mount_one(&needed[i], false);
	for (size_t i = 0; i < sizeof(optional) / sizeof(optional[0]); i++)
		mount_one(&optional[i], true);
	if (mkdir(NETNS_DIR, 0755))
		init_fail(NETNS_DIR);
	link_devices();
}

/* Returns false if the port has no name yet. */
static bool port_link(const char *port)
{
	char name[64], to[300], path[128];

	if (!port_name(port, name, sizeof(name)) || !name[0])
		return false;
	snprintf(to, sizeof(to), "../%s", port);
	snprintf(path, sizeof(path), PORT_LINKS "/%s", name);
	if (symlink(to, path) && errno != EEXIST)
		init_fail(path);
	return true;
}

static bool ports_try(void)
{
	DIR *dir = opendir(PORTS_DIR);
	bool named = true;
	struct dirent *d;

	while (dir && (d = readdir(dir)))
		named &= d->d_name[0] == '.' || port_link(d->d_name);
	if (dir)
		closedir(dir);
	return named;
}

/**
 * ports_link() - make /dev/virtio-ports/NAME for each port, as udev does
 *
 * The driver learns of all ports first, and of their names after that.
 */
void ports_link(void)
{
	mkdir(PORT_LINKS, 0755);
	for (int ms = 0; ms < PORT_WAIT_MS && !ports_try(); ms++)
		usleep(1000);
}
