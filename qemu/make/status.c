// SPDX-License-Identifier: GPL-2.0
/*
 * An object that GNU make loads, so that it can end with the lab's exit codes.
 *
 * Whatever a recipe returns, make ends with 2. With this, a recipe may write a
 * number to the file descriptor $LAB_STATUS_FD before it fails, and if make
 * fails too, the gravest of these is its exit status. A make below another one
 * writes to the same file.
 */
#include <fcntl.h>
#include <gnumake.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

int plugin_is_GPL_compatible;
int lab_status_gmk_setup(const gmk_floc *where);

static int status_fd;

static int gravity(int status)
{
	static const int order[] = { 1, 2, 124, 255 };

	for (int i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (order[i] == status)
			return i + 1;
	return 0;
}

static void on_make_exit(int status, void *arg)
{
	int worst = 0;
	char buf[4096], *p = buf, *end;
	ssize_t len = pread(status_fd, buf, sizeof(buf) - 1, 0);

	if (!status || len <= 0)
		return;
	buf[len] = '\0';
	for (long n; n = strtol(p, &end, 10), end != p; p = end)
		if (gravity(n) > gravity(worst))
			worst = n;
	if (!worst)
		return;
	fflush(NULL);
	_exit(worst);
}

/* Called by make when it has loaded this; 1 says that all went well. */
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
