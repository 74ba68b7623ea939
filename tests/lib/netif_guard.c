// SPDX-License-Identifier: GPL-2.0
/* The process outside of the tests: it begins, waits, and sets the interface back. */
#include <dirent.h>
#include <errno.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kselftest.h>

#include "net.h"
#include "netif.h"

#define LOCK_WAIT_S	300

char netif_why[512];
static sigset_t before;

/**
 * netif_refuse() - note why nothing can be tested
 * @status: KSFT_SKIP where this machine lacks something, else KSFT_FAIL
 * @fmt: the reason, as printf() takes it
 *
 * Return: @status.
 */
int netif_refuse(int status, const char *fmt, ...)
{
	va_list args;

	va_start(args, fmt);
	vsnprintf(netif_why, sizeof(netif_why), fmt, args);
	va_end(args);
	return status;
}

/* A name that the kernel frees when this process ends: one run at a time for an interface */
static int lock(void)
{
	struct sockaddr_un name = { .sun_family = AF_UNIX };
	int fd = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0), len;

	len = snprintf(name.sun_path + 1, sizeof(name.sun_path) - 1,
		       "xdp-rx-meta/%s", netif.name);
	len += offsetof(struct sockaddr_un, sun_path) + 1;
	for (int ms = 0; bind(fd, (struct sockaddr *)&name, len); ms += 100) {
		if (ms >= LOCK_WAIT_S * 1000)
			return netif_refuse(KSFT_FAIL, "another test of %s has not ended in %d s",
					    netif.name, LOCK_WAIT_S);
		usleep(100000);
	}
	return 0;
}

/**
 * netif_begin() - read the variables, reach the remote, and note how the interface is set
 *
 * Return: 0, or the status to end with; netif_why says why.
 */
int netif_begin(void)
{
	int status = netif_configure() ?: lock() ?: netif_note();

	if (status)
		return status;
	status = netif_remote_open();
	if (status)
		netif_remote_close();
	return status;
}

/**
 * netif_fork() - fork the tests off
 *
 * Signals wait for netif_guard(). What the tests fork becomes a child of this process
 * when its parent ends.
 *
 * Return: as fork().
 */
pid_t netif_fork(void)
{
	sigset_t set;
	pid_t pid;

	sigemptyset(&set);
	sigaddset(&set, SIGINT);
	sigaddset(&set, SIGTERM);
	sigaddset(&set, SIGHUP);
	sigaddset(&set, SIGQUIT);
	sigaddset(&set, SIGCHLD);
	sigprocmask(SIG_BLOCK, &set, &before);
	prctl(PR_SET_CHILD_SUBREAPER, 1);
	fflush(stdout);
	pid = fork();
	if (!pid) {
		sigprocmask(SIG_SETMASK, &before, NULL);
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		setvbuf(stdout, NULL, _IOLBF, 0);
	}
	return pid;
}

static bool is_child(const char *pid)
{
	char path[64], line[256];
	const char *state;
	int parent = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%.20s/stat", pid);
	f = fopen(path, "re");
	/* The name of the program, which stands in brackets, may have any character. */
	if (f && fgets(line, sizeof(line), f)) {
		state = strrchr(line, ')');
		if (state)
			sscanf(state, ") %*c %d", &parent);
	}
	if (f)
		fclose(f);
	return parent == getpid();
}

/* Kill all that is left of the tests. Their children become ours one after the other. */
static void kill_children(void)
{
	struct dirent *d;
	DIR *dir;

	while (waitpid(-1, NULL, WNOHANG) >= 0) {
		dir = opendir("/proc");
		while (dir && (d = readdir(dir)))
			if (atoi(d->d_name) > 0 && is_child(d->d_name))
				kill(atoi(d->d_name), SIGKILL);
		if (dir)
			closedir(dir);
		usleep(1000);
	}
}

/* Return: the signal that ended the wait, or 0 where the tests have ended with @status. */
static int wait_for(pid_t tests, int *status)
{
	sigset_t set;
	pid_t pid;
	int sig;

	sigprocmask(SIG_BLOCK, NULL, &set);
	for (;;) {
		sig = sigwaitinfo(&set, NULL);
		if (sig > 0 && sig != SIGCHLD)
			return sig;
		while ((pid = waitpid(-1, status, WNOHANG)) > 0)
			if (pid == tests)
				return 0;
	}
}

/**
 * netif_guard() - wait for the tests, then set the interface back
 * @tests: from netif_fork()
 *
 * Signals that come meanwhile stay blocked: kselftest's runner sends two.
 *
 * Return: the status to end with.
 */
int netif_guard(pid_t tests)
{
	int status = KSFT_FAIL << 8, sig = wait_for(tests, &status), left;

	kill_children();
	netif_remote_close();
	left = netif_restore();
	printf("# card: %s %s\n", netif.driver, netif.name);
	if (sig)
		printf("Bail out! interrupted: %s; %s is %s\n", strsignal(sig), netif.name,
		       left ? "not as it was" : "as it was before");
	else if (!WIFEXITED(status))
		printf("Bail out! the tests died: %s\n", strsignal(WTERMSIG(status)));
	else if (!left)
		return WEXITSTATUS(status);
	else
		printf("Bail out! %s is not as it was\n", netif.name);
	fflush(stdout);
	return KSFT_FAIL;
}
