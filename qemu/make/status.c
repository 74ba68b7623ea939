// SPDX-License-Identifier: GPL-2.0
/*
 * A plugin of GNU make that lets make end with the lab's exit codes.
 *
 * By itself make ends with 2 whatever a failed recipe returned. With the plugin, a
 * recipe may write its exit status to the file descriptor $LAB_STATUS_FD. If make
 * fails, the gravest of these becomes the exit status of make. A make that a
 * recipe starts writes to the same file.
 */
#include <fcntl.h>
#include <gnumake.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "qemu/common/exit_codes.h"

int plugin_is_GPL_compatible;
int lab_status_gmk_setup(const gmk_floc *where);

static int status_fd;

static void on_make_exit(int status, void *arg)
{
	enum verdict worst = VERDICT_PASS;
	char buf[4096], *p = buf, *end;
	ssize_t len = pread(status_fd, buf, sizeof(buf) - 1, 0);

	if (!status || len <= 0)
		return;
	buf[len] = '\0';
	for (long n; n = strtol(p, &end, 10), end != p; p = end)
		if (verdict_is_known(n))
			worst = verdict_gravest(worst, n);
	if (worst == VERDICT_PASS)
		return;
	fflush(NULL);
	_exit(worst);
}

/* make calls this after it has loaded the plugin. Returns 1 for success. */
int lab_status_gmk_setup(const gmk_floc *where)
{
	const char *inherited = getenv("LAB_STATUS_FD");
	char line[64];

	status_fd = inherited ? atoi(inherited) : -1;
	if (status_fd <= STDERR_FILENO || fcntl(status_fd, F_GETFD) < 0) {
		status_fd = memfd_create("lab_status", 0);
		if (status_fd < 0)
			return 1;
		fcntl(status_fd, F_SETFL, O_APPEND);
	}
	snprintf(line, sizeof(line), "export LAB_STATUS_FD := %d", status_fd);
	gmk_eval(line, where);
	on_exit(on_make_exit, NULL);
	return 1;
}
