// SPDX-License-Identifier: GPL-2.0
/* The guest as a machine with a card: set it up, run the tests of the card as a user does. */
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kselftest.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "tests/lib/refused_call.h"
#include "guest_host.h"

#define LOG	"/tmp/netif.log"

const char *host_dev;
unsigned int host_uid;
char host_output[1 << 16];
static pid_t owner;

static void close_host(void)
{
	if (getpid() != owner)
		return;
	card_run("ip netns del remote");
	card_run("ip addr flush dev %s; ip link set %s down", host_dev, host_dev);
	for (int ms = 0; ms < 3000 && !card_name(CARD_MAC1); ms++)
		usleep(1000);
}

/**
 * host_open() - set up both cards
 *
 * Return: 0, or the status to end with.
 */
int host_open(void)
{
	const char *peer = card_name(CARD_MAC1);

	host_dev = card_name(CARD_MAC0);
	if (!host_dev || !peer)
		return KSFT_SKIP;
	owner = getpid();
	atexit(close_host);
	return card_run("ip netns add remote && ip link set %s netns remote", peer) ||
	       card_run("for d in %s; do ethtool -G $d rx 256 tx 256; done; ip netns exec remote ethtool -G %s rx 256 tx 256",
			host_dev, peer) ||
	       card_run("ip addr add " LOCAL_V4 "/24 dev %s && ip addr add " LOCAL_V6 "/64 dev %s nodad && ip link set %s addrgenmode none up",
			host_dev, host_dev, host_dev) ||
	       card_run("ip -n remote addr add " REMOTE_V4 "/24 dev %s && ip -n remote addr add " REMOTE_V6 "/64 dev %s nodad && ip -n remote link set %s addrgenmode none up",
			peer, peer, peer) ||
	       card_wait_up(host_dev) ? KSFT_FAIL : 0;
}

static void read_output(void)
{
	int fd = open(LOG, O_RDONLY | O_CLOEXEC);
	ssize_t n = read(fd, host_output, sizeof(host_output) - 1);

	host_output[n < 0 ? 0 : n] = '\0';
	close(fd);
}

static int run_as(const char *command)
{
	int status = 0;
	pid_t pid;

	card_run("touch " LOG "; chmod 666 " LOG);
	pid = fork();
	if (!pid) {
		if (setuid(host_uid))
			_exit(126);
		execl("/bin/sh", "sh", "-c", command, NULL);
		_exit(127);
	}
	waitpid(pid, &status, 0);
	return status;
}

/**
 * host_run() - run a command and read what it prints
 * @env: variables in front of it
 * @fmt: the command, as printf() takes it
 *
 * Return: its status, or -1.
 */
int host_run(const char *env, const char *fmt, ...)
{
	char what[512], command[1200];
	va_list args;
	int status;

	va_start(args, fmt);
	vsnprintf(what, sizeof(what), fmt, args);
	va_end(args);
	snprintf(command, sizeof(command), "cd /tmp; NETIF=%s %s %s >" LOG " 2>&1", host_dev, env, what);
	status = run_as(command);
	read_output();
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/**
 * host_run_refused() - run a command of which the kernel refuses a system call
 * @call: the call
 * @env: variables beside NETIF, which this process has then, too
 * @command: path of a program, and its arguments
 *
 * Return: its status, or -1.
 */
int host_run_refused(const struct refused_call *call, const char *env, const char *command)
{
	char *words = strdup(env), *word;
	int status;

	setenv("NETIF", host_dev, 1);
	for (word = strtok(words, " "); word; word = strtok(NULL, " "))
		putenv(word);
	status = refused_run(call, command, LOG);
	read_output();
	return status;
}

/* As host_run(), but return its process ID at once. */
int host_start(const char *env, const char *program, const char *glob)
{
	char command[800];
	pid_t pid = fork();

	if (pid)
		return pid;
	snprintf(command, sizeof(command), "NETIF=%s %s exec %s '%s' >" LOG " 2>&1", host_dev, env,
		 program, glob);
	execl("/bin/sh", "sh", "-c", command, NULL);
	_exit(127);
}

int host_end(int pid)
{
	int status = 0;

	waitpid(pid, &status, 0);
	read_output();
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* The output of the last run as a comment of TAP: it has results itself. */
const char *host_quoted(void)
{
	static char text[2 * sizeof(host_output)];
	char *to = text;

	for (const char *p = host_output; *p && to < text + sizeof(text) - 4; p++) {
		*to++ = *p;
		if (*p == '\n')
			to = stpcpy(to, "# ");
	}
	*to = '\0';
	return text;
}

bool host_says(const char *words)
{
	return strstr(host_output, words);
}

/**
 * host_state() - read all that a test may have changed
 *
 * Return: a text, until the next but one call.
 */
char *host_state(void)
{
	static char text[2][1 << 14];
	static int turn;
	char command[400];
	size_t len;
	FILE *f;

	turn ^= 1;
	snprintf(command, sizeof(command),
		 "ip -d addr show dev %s | grep -v 'valid_lft'; ip -o link | cut -d: -f2; ethtool -k %s; ethtool -x %s; ls /tmp | grep '^tmp'",
		 host_dev, host_dev, host_dev);
	f = popen(command, "r");
	len = fread(text[turn], 1, sizeof(text[turn]) - 1, f);
	text[turn][len] = '\0';
	pclose(f);
	return text[turn];
}

/* Whether all is as in a text of host_state(), or becomes so while a link comes up */
bool host_state_is(const char *before)
{
	const char *now = host_state();

	for (int i = 0; i < 30 && strcmp(before, now); i++) {
		usleep(100000);
		now = host_state();
	}
	if (!strcmp(before, now))
		return true;
	net_say("before: %s", before);
	net_say("now: %s", now);
	return false;
}
