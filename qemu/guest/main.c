// SPDX-License-Identifier: GPL-2.0
/*
 * PID 1 of the lab's guest: runs one command, reports to the host how it ended,
 * and powers off. host_ports.c describes the reports.
 *
 * The host puts the command into /lab.cmd: strings, each ended by a NUL. The first
 * is the mode; with keep and shell the next SHELL_ARGS describe the terminal.
 *
 *	run	a test, which must leave nothing behind
 *	keep	the same, and a shell if it fails
 *	plain	a command; only its exit status counts
 *	script	the same, with the port lab.in as standard input
 *	shell	a shell on the console
 *	panic	none
 */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

#include "init.h"

#define ARGS_MAX	1024
#define CMD_MAX		(128 << 10)
#define MODULES_ORDER	"/lib/modules/order"

static void set_environment(void)
{
	/* Scripts find the programs of the system first. */
	setenv("PATH", "/bin:/lab:/files", 1);
	setenv("HOME", "/tmp", 1);
	setenv("TERM", "linux", 0);
	setenv("LAB_OUT", "/tmp/lab.out", 1);
	sethostname("lab", 3);
	umask(022);
}

/* A distribution's kernel has its drivers as modules. */
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

static int run_mode(char **cmd, int ktap)
{
	const char *mode = cmd[0];
	int rc;

	if (!strcmp(mode, "run"))
		return test_run(cmd + 1, ktap);
	if (!strcmp(mode, "keep")) {
		rc = test_run(cmd + 1 + SHELL_ARGS, ktap);
		if (rc)
			shell_after_failure(cmd + 1);
		return rc;
	}
	/* A user's work, in the directory with the user's files */
	if (chdir("/files"))
		init_fail("/files");
	if (!strcmp(mode, "shell"))
		return shell_run(cmd + 1);
	rc = command_run(cmd + 1, strcmp(mode, "script") ?
				  open("/dev/null", O_RDONLY | O_CLOEXEC) :
				  input_open(), ktap);
	return rc == GUEST_ENDED ? 0 : rc;
}

int main(void)
{
	int ktap, out, rc;
	char **cmd;

	filesystems_mount();
	set_environment();
	load_modules();
	verdict_open();
	ktap = port_open("lab.ktap");
	out = port_open("lab.out");
	ports_link();
	bring_up_loopback();
	cmd = read_command();
	verdict_say("hello\n");

	/* The kernel panics when PID 1 ends; the lab's tests use this. */
	if (!strcmp(cmd[0], "panic"))
		return 1;
	rc = run_mode(cmd, ktap);
	saved_files_send();
	send_out_file(out);
	kmemleak_check();
	/* The host takes a console log without this line for incomplete. */
	fprintf(stderr, "lab: end of console\n");
	/* A later message of the kernel would be in the middle of it. */
	tcdrain(STDERR_FILENO);
	verdict_say("done %d\n", rc);
	power_off();
}
