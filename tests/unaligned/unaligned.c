// SPDX-License-Identifier: GPL-2.0
/*
 * unaligned: values that lie at any address, with each access checked.
 *
 * Loads the module of the same name once for each offset. The module refuses to load
 * if a value is wrong or an access was misaligned; the console says which.
 */
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MODULE	"/lab/unaligned.ko"
#define OFFSETS	8

static const char *glob = "*";
static int count, failed;

static int load(const char *params)
{
	int fd = open(MODULE, O_RDONLY | O_CLOEXEC), err = 0;

	if (fd < 0 || syscall(SYS_finit_module, fd, params, 0))
		err = errno;
	if (fd >= 0)
		close(fd);
	if (!err && syscall(SYS_delete_module, "unaligned", O_NONBLOCK))
		err = errno;
	return err;
}

static void try(const char *name, const char *params, int want)
{
	char full[64];
	int err;

	snprintf(full, sizeof(full), "unaligned.%s", name);
	if (fnmatch(glob, full, 0))
		return;
	err = load(params);
	if (err != want)
		printf("# %s: %s\n", name, strerror(err));
	printf("%sok %d %s\n", err == want ? "" : "not ", ++count, full);
	failed += err != want;
}

int main(int argc, char **argv)
{
	char name[16], params[16];

	if (argc > 1)
		glob = argv[1];
	printf("TAP version 13\n");
	for (int i = 0; i < OFFSETS; i++) {
		snprintf(name, sizeof(name), "offset_%d", i);
		snprintf(params, sizeof(params), "offset=%d", i);
		try(name, params, 0);
	}
	try("is_noticed", "offset=1 fault=1", EFAULT);
	printf("1..%d\n", count);
	return failed ? 1 : 0;
}
