// SPDX-License-Identifier: GPL-2.0
/*
 * modules_reload: unload the modules that init has loaded, and load them again.
 *
 * Tests that run after it in the same guest use drivers loaded a second time, and
 * read the results of the KUnit suites that ran then.
 */
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#define ORDER		"/lib/modules/order"
#define MODULES_MAX	32
/* Seconds to wait for the last user of a module */
#define PATIENCE	20

static char paths[MODULES_MAX][256];
static int n_modules;
static const char *glob = "*";
static int count, failed;

static void result(const char *what, const char *name, int err)
{
	char full[300];

	snprintf(full, sizeof(full), "modules.%s.%s", what, name);
	if (fnmatch(glob, full, 0))
		return;
	if (err)
		printf("# %s: %s\n", name, strerror(err));
	printf("%sok %d %s\n", err ? "not " : "", ++count, full);
	failed += !!err;
}

static void read_order(void)
{
	FILE *order = fopen(ORDER, "re");

	while (order && n_modules < MODULES_MAX &&
	       fgets(paths[n_modules], sizeof(paths[0]), order)) {
		paths[n_modules][strcspn(paths[n_modules], "\n")] = '\0';
		n_modules++;
	}
	if (order)
		fclose(order);
}

/* /lib/modules/mlx5_core.ko gives mlx5_core. */
static const char *module_name(const char *path)
{
	static char name[256];
	const char *slash = strrchr(path, '/');

	snprintf(name, sizeof(name), "%s", slash ? slash + 1 : path);
	name[strcspn(name, ".")] = '\0';
	return name;
}

static int module_unload(const char *name)
{
	time_t deadline = time(NULL) + PATIENCE;

	while (syscall(SYS_delete_module, name, O_NONBLOCK)) {
		if (errno != EWOULDBLOCK || time(NULL) > deadline)
			return errno;
		usleep(50000);
	}
	return 0;
}

static int module_load(const char *path)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC), err = 0;

	if (fd < 0)
		return errno;
	if (syscall(SYS_finit_module, fd, "", 0))
		err = errno;
	close(fd);
	return err;
}

static bool module_is_loaded(const char *name)
{
	char path[300];

	snprintf(path, sizeof(path), "/sys/module/%s/initstate", name);
	return !access(path, F_OK);
}

int main(int argc, char **argv)
{
	if (argc > 1)
		glob = argv[1];
	printf("TAP version 13\n");
	read_order();
	result("listed", "order", n_modules ? 0 : ENOENT);
	for (int i = n_modules - 1; i >= 0; i--) {
		const char *name = module_name(paths[i]);
		int err = module_is_loaded(name) ? module_unload(name) : ENOENT;

		result("unload", name, err ?: module_is_loaded(name) * EBUSY);
	}
	for (int i = 0; i < n_modules; i++)
		result("load", module_name(paths[i]), module_load(paths[i]));
	printf("1..%d\n", count);
	return failed ? 1 : 0;
}
