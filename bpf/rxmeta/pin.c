// SPDX-License-Identifier: GPL-2.0
/*
 * The pins of an attached program, in a directory named after the interface: the
 * link, which holds the program; its map of counters; and its read-only data, which
 * has the configuration.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bpf/bpf.h>

#include "fail.h"
#include "pin.h"

#define PIN_ROOT	"/sys/fs/bpf/rxmeta"
#define PIN_PATH_MAX	256

static void pin_path(char *path, const char *iface, const char *name)
{
	snprintf(path, PIN_PATH_MAX, PIN_ROOT "/%s%s%s", iface,
		 name ? "/" : "", name ?: "");
}

/**
 * pin_get() - open a pinned object
 * @iface: interface that the program is attached to
 * @name: %PIN_LINK, %PIN_STATS or %PIN_CONFIG
 *
 * Return: file descriptor, or -1 with errno set: %ENOENT if nothing is attached.
 */
int pin_get(const char *iface, const char *name)
{
	char path[PIN_PATH_MAX];

	pin_path(path, iface, name);
	return bpf_obj_get(path);
}

/**
 * pin_is_stale() - tell whether the pins are those of an interface that is gone
 * @iface: its name, which a new interface may have
 */
bool pin_is_stale(const char *iface)
{
	struct bpf_link_info info = { };
	__u32 len = sizeof(info);
	int fd = pin_get(iface, PIN_LINK);
	bool stale;

	if (fd < 0)
		return errno == ENOENT;
	stale = !bpf_link_get_info_by_fd(fd, &info, &len) && !info.xdp.ifindex;
	close(fd);
	return stale;
}

/**
 * pin_open_dir() - create the directory for the pins of an interface
 * @iface: its name
 *
 * Remove stale pins first.
 *
 * Return: 0 or an exit code.
 */
int pin_open_dir(const char *iface)
{
	char path[PIN_PATH_MAX];

	if (mkdir(PIN_ROOT, 0700) && errno != EEXIST)
		return fail(RXMETA_SYSTEM, "cannot make " PIN_ROOT " (%s): be root, and 'mount -t bpf bpf /sys/fs/bpf'",
			    strerror(errno));

	pin_path(path, iface, NULL);
	if (!mkdir(path, 0700))
		return 0;
	if (errno == EEXIST && pin_is_stale(iface)) {
		pin_remove(iface);
		if (!mkdir(path, 0700))
			return 0;
	}
	if (errno == EEXIST)
		return fail(RXMETA_SYSTEM, "%s is attached already; 'rxmeta detach %s' first",
			    iface, iface);
	return fail(RXMETA_SYSTEM, "cannot make %s: %s", path, strerror(errno));
}

/**
 * pin_remove() - remove the pins of an interface and their directory
 * @iface: its name
 */
void pin_remove(const char *iface)
{
	static const char * const names[] = { PIN_LINK, PIN_STATS, PIN_CONFIG };
	char path[PIN_PATH_MAX];
	int i;

	for (i = 0; i < sizeof(names) / sizeof(*names); i++) {
		pin_path(path, iface, names[i]);
		unlink(path);
	}
	pin_path(path, iface, NULL);
	rmdir(path);
}

/**
 * pin_add() - pin an object
 * @fd: the object
 * @iface: interface, after pin_open_dir()
 * @name: %PIN_LINK, %PIN_STATS or %PIN_CONFIG
 *
 * Return: 0 or an exit code.
 */
int pin_add(int fd, const char *iface, const char *name)
{
	char path[PIN_PATH_MAX];

	pin_path(path, iface, name);
	if (!bpf_obj_pin(fd, path))
		return 0;
	if (errno == EINVAL)
		return fail(RXMETA_SYSTEM, "cannot pin %s: 'mount -t bpf bpf /sys/fs/bpf' first",
			    path);
	return fail(RXMETA_SYSTEM, "cannot pin %s: %s", path, strerror(errno));
}
