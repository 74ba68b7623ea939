// SPDX-License-Identifier: GPL-2.0
/*
 * PID 1 of the lab's guest: runs one command, tells the host how it ended, and
 * powers off.
 *
 * The host put the command into /lab.cmd: strings, each ended by a NUL, of
 * which the first is the mode (run, keep, shell, panic). It listens on three
 * virtio-serial ports, found by name:
 *	lab.ktap	what the command prints
 *	lab.out		what the command left in the file $LAB_OUT
 *	lab.verdict	"hello" once the guest is up; in the end "ktap BYTES"
 *			and "out BYTES", by which the host sees that nothing
 *			got lost, "left WHAT" for what the command should have
 *			removed, "keep" when the command failed and a shell
 *			waits on the console, and "done RC" as the last act. "error WHY"
 *			says that the lab itself is broken.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "init.h"

#define ARGS_MAX	1024
#define CMD_MAX		(128 << 10)
#define PORT_WAIT_MS	10000
#define PORTS_DIR	"/sys/class/virtio-ports"
#define MODULES_ORDER	"/lib/modules/order"

static int verdict_fd = -1;

static void power_off(void)
{
	sync();
	reboot(RB_POWER_OFF);
	for (;;)
		pause();
}

void verdict_say(const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	vdprintf(verdict_fd, fmt, ap);
	va_end(ap);
}

/* The lab is broken, which says nothing about the command: no verdict. */
void init_fail(const char *what)
{
	const char *why = strerror(errno);

	fprintf(stderr, "lab: %s: %s\n", what, why);
	if (verdict_fd >= 0)
		verdict_say("error %s: %s\n", what, why);
	power_off();
}

static void mount_filesystems(void)
{
	static const struct { const char *type, *where; } fs[] = {
		{ "devtmpfs", "/dev" },
		{ "devpts", "/dev/pts" },
		{ "proc", "/proc" },
		{ "sysfs", "/sys" },
		{ "bpf", "/sys/fs/bpf" },
		{ "debugfs", "/sys/kernel/debug" },
		{ "tmpfs", "/tmp" },
		/* A mount of its own: `ip netns` wants to make it shared. */
		{ "tmpfs", "/run" },
	};

	for (size_t i = 0; i < sizeof(fs) / sizeof(fs[0]); i++) {
		mkdir(fs[i].where, 0755);
		if (mount("none", fs[i].where, fs[i].type, 0, NULL))
			init_fail(fs[i].where);
	}
	if (mkdir(NETNS_DIR, 0755))
		init_fail(NETNS_DIR);
}

static void set_environment(void)
{
	setenv("PATH", "/bin", 1);
	setenv("HOME", "/tmp", 1);
	setenv("TERM", "linux", 0);
	setenv("LAB_OUT", "/tmp/lab.out", 1);
	sethostname("lab", 3);
	umask(022);
}

/* Our kernel has its drivers built in, a distribution's brings modules. */
static void load_modules(void)
{
	FILE *order = fopen(MODULES_ORDER, "re");
	char path[512];

	while (order && fgets(path, sizeof(path), order)) {
		int fd;

		path[strcspn(path, "\n")] = '\0';
		fd = open(path, O_RDONLY | O_CLOEXEC);
		if (fd < 0)
			init_fail(path);
		if (syscall(SYS_finit_module, fd, "", 0) && errno != EEXIST)
			init_fail(path);
		close(fd);
	}
	if (order)
		fclose(order);
}

/* Whether the port known to the driver as @port is called @name. */
static bool port_is(const char *port, const char *name)
{
	char path[300], have[64];
	ssize_t len;
	int fd;

	snprintf(path, sizeof(path), PORTS_DIR "/%s/name", port);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	len = read(fd, have, sizeof(have) - 1);
	close(fd);
	have[len > 0 ? len : 0] = '\0';
	have[strcspn(have, "\n")] = '\0';
	return !strcmp(have, name);
}

/* Returns a file descriptor, or -1 while there is no port of that name. */
static int port_try(const char *name)
{
	DIR *dir = opendir(PORTS_DIR);
	struct dirent *d;
	char path[300];
	int fd = -1;

	while (dir && fd < 0 && (d = readdir(dir))) {
		if (!port_is(d->d_name, name))
			continue;
		snprintf(path, sizeof(path), "/dev/%s", d->d_name);
		fd = open(path, O_RDWR | O_CLOEXEC);
	}
	if (dir)
		closedir(dir);
	return fd;
}

/* The driver learns of its ports, and then of their names, after its probe. */
static int port_open(const char *name)
{
	for (int ms = 0; ms < PORT_WAIT_MS; ms++) {
		int fd = port_try(name);

		if (fd >= 0)
			return fd;
		usleep(1000);
	}
	errno = ENODEV;
	init_fail(name);
	return -1;
}

static void bring_up_loopback(void)
{
	struct ifreq ifr = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || ioctl(fd, SIOCSIFFLAGS, &ifr))
		init_fail("lo");
	close(fd);
}

static char **read_command(void)
{
	static char buf[CMD_MAX], *args[ARGS_MAX + 1];
	int fd = open("/lab.cmd", O_RDONLY | O_CLOEXEC), nargs = 0;
	ssize_t len = fd < 0 ? -1 : read(fd, buf, sizeof(buf));
	char *p;

	if (len <= 0 || len == sizeof(buf) || buf[len - 1])
		init_fail("/lab.cmd");
	close(fd);
	for (p = buf; p < buf + len && nargs < ARGS_MAX; p += strlen(p) + 1)
		args[nargs++] = p;
	if (p < buf + len)
		init_fail("/lab.cmd: too many arguments");
	return args;
}

static void send_out_file(int port)
{
	int fd = open(getenv("LAB_OUT"), O_RDONLY | O_CLOEXEC);
	size_t bytes = 0;

	while (fd >= 0 && copy_some(fd, port, &bytes))
		;
	verdict_say("out %zu\n", bytes);
}

int main(void)
{
	int ktap, out, rc;
	char **cmd;

	mount_filesystems();
	set_environment();
	load_modules();
	verdict_fd = port_open("lab.verdict");
	ktap = port_open("lab.ktap");
	out = port_open("lab.out");
	bring_up_loopback();
	cmd = read_command();
	verdict_say("hello\n");

	/* For the lab's own tests: the kernel panics when PID 1 ends. */
	if (!strcmp(cmd[0], "panic"))
		return 1;
	if (!strcmp(cmd[0], "shell")) {
		rc = shell_run(cmd + 1);
	} else if (!strcmp(cmd[0], "keep")) {
		rc = command_run(cmd + 1 + SHELL_ARGS, ktap);
		if (rc)
			shell_keep(cmd + 1);
	} else {
		rc = command_run(cmd + 1, ktap);
	}
	send_out_file(out);
	leaks_check();
	/* By this line the host sees that the console's log is whole. */
	fprintf(stderr, "lab: end of console\n");
	verdict_say("done %d\n", rc);
	power_off();
}
