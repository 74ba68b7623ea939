// SPDX-License-Identifier: GPL-2.0
/* Settings of the kernel, which are files in /proc/sys and in sysfs. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "kernel_setting.h"
#include "qemu/common/error.h"

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
