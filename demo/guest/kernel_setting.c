// SPDX-License-Identifier: GPL-2.0
/* Settings of the kernel, which are files in /proc/sys and in sysfs. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "kernel_setting.h"
#include "netns.h"
#include "qemu/common/error.h"

#define SYSFS	"/run/namespace-sysfs"

/**
 * setting_write() - change a setting
 * @path: its file, which must exist
 * @text: the new value, written in one call
 */
void setting_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);

	if (fd < 0 || write(fd, text, strlen(text)) != strlen(text))
		die("cannot write '%s' to %s: %s", text, path, strerror(errno));
	close(fd);
}

/**
 * setting_write_dev() - change a setting of a network device
 * @ns: network namespace of the device
 * @path: its file below /sys/class/net
 * @text: the new value
 *
 * A sysfs shows the network devices of the namespace that it was mounted in.
 */
void setting_write_dev(int ns, const char *path, const char *text)
{
	char file[128];
	int home = ns_current();

	ns_enter(ns);
	if ((mkdir(SYSFS, 0700) && errno != EEXIST) ||
	    mount("sysfs", SYSFS, "sysfs", 0, NULL))
		die("cannot mount sysfs: %s", strerror(errno));
	snprintf(file, sizeof(file), SYSFS "/class/net/%s", path);
	setting_write(file, text);
	umount(SYSFS);
	rmdir(SYSFS);
	ns_enter(home);
	close(home);
}
