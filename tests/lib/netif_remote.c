// SPDX-License-Identifier: GPL-2.0
/*
 * The other end of the cable: rx_agent in a network namespace, or on a machine that ssh
 * reaches. It sends the frames of the tests and reports those that come back. Nothing of
 * the remote is set otherwise.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <kselftest.h>

#include "net.h"
#include "netif.h"
#include "netif_wire.h"

#define AGENT		"rx_agent"
#define HELLO_MS	20000	/* ssh may have to ask a server for the name */
#define ANSWER_MS	5000
#define COPY		"d=$(mktemp -d) && cat >$d/" AGENT " && chmod 700 $d/" AGENT " && echo $d"

static int link_fd = -1;

/* Read all of @len bytes, or fail when none comes for a while. */
static int read_all(void *to, size_t len, int timeout_ms)
{
	struct pollfd p = { .fd = link_fd, .events = POLLIN };
	char *at = to;
	ssize_t n;

	while (len) {
		if (poll(&p, 1, timeout_ms) != 1)
			return -ETIMEDOUT;
		n = read(link_fd, at, len);
		if (n <= 0)
			return -EPIPE;
		at += n;
		len -= n;
	}
	return 0;
}

static int write_msg(enum netif_op op, const void *data, size_t len)
{
	char buf[sizeof(struct netif_msg) + NETIF_FRAME_MAX];
	const struct netif_msg head = { .op = op, .len = len };
	size_t all = sizeof(head) + len, done = 0;
	ssize_t n;

	if (len > NETIF_FRAME_MAX)
		return -EMSGSIZE;
	memcpy(buf, &head, sizeof(head));
	if (len)
		memcpy(buf + sizeof(head), data, len);
	while (done < all) {
		n = send(link_fd, buf + done, all - done, MSG_NOSIGNAL);
		if (n < 0)
			return -errno;
		done += n;
	}
	return 0;
}

/* Return: the length of the message, or -errno. */
static int read_msg(enum netif_op *op, void *data, size_t room, int timeout_ms)
{
	struct netif_msg head;
	int err = read_all(&head, sizeof(head), timeout_ms);

	if (err || head.len > room)
		return err ?: -EMSGSIZE;
	*op = head.op;
	return read_all(data, head.len, timeout_ms) ?: head.len;
}

static void enter_netns(void)
{
	char path[300];
	int fd;

	snprintf(path, sizeof(path), "/run/netns/%s", netif.remote_args);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || setns(fd, CLONE_NEWNET))
		_exit(127);
}

static int find_netns(void)
{
	char path[300];

	snprintf(path, sizeof(path), "/run/netns/%s", netif.remote_args);
	if (strchr(netif.remote_args, '/') || access(path, F_OK))
		return netif_refuse(KSFT_FAIL, "REMOTE_ARGS=%s: there is no such network namespace; `ip netns` lists them",
				    netif.remote_args);
	return 0;
}

static bool has_ssh(void)
{
	return !system("command -v ssh >/dev/null");
}

/* The last line that ssh has printed, of which @text keeps the end */
static void last_line(FILE *f, char *text, size_t room)
{
	char line[256];

	*text = '\0';
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\r\n")] = '\0';
		if (*line)
			snprintf(text, room, "%s", line);
	}
}

/* Copy rx_agent to a new directory of the remote. */
static int copy_agent(char *dir, size_t room)
{
	int out[2], in = open(netif_program(AGENT), O_RDONLY | O_CLOEXEC), status = 0;
	pid_t pid;
	FILE *f;

	if (in < 0 || pipe2(out, O_CLOEXEC))
		return netif_refuse(KSFT_FAIL, "%s: %s", netif_program(AGENT), strerror(errno));
	pid = fork();
	if (!pid) {
		dup2(in, STDIN_FILENO);
		dup2(out[1], STDOUT_FILENO);
		dup2(out[1], STDERR_FILENO);
		execlp("ssh", "ssh", "-o", "BatchMode=yes", netif.remote_args, COPY, NULL);
		_exit(127);
	}
	close(in);
	close(out[1]);
	f = fdopen(out[0], "re");
	last_line(f, dir, room);
	fclose(f);
	waitpid(pid, &status, 0);
	if (!WIFEXITED(status) || WEXITSTATUS(status) || *dir != '/')
		return netif_refuse(KSFT_FAIL, "ssh %s fails (status %d): %s", netif.remote_args,
				    WEXITSTATUS(status), *dir ? dir : "it says nothing");
	return 0;
}

static void run_agent(const char *dir)
{
	const char *addr = netif.remote[NETIF_V4] ?: netif.remote[NETIF_V6];
	char command[512];

	if (!*dir) {
		enter_netns();
		execl(netif_program(AGENT), AGENT, addr, NULL);
	}
	snprintf(command, sizeof(command), "exec %s/" AGENT " --remove %s", dir, addr);
	execlp("ssh", "ssh", "-o", "BatchMode=yes", netif.remote_args, command, NULL);
}

static int start_agent(const char *dir)
{
	int ends[2];
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends))
		return netif_refuse(KSFT_FAIL, "socketpair: %s", strerror(errno));
	pid = fork();
	if (!pid) {
		dup2(ends[1], STDIN_FILENO);
		dup2(ends[1], STDOUT_FILENO);
		run_agent(dir);
		_exit(127);
	}
	close(ends[1]);
	link_fd = ends[0];
	return 0;
}

static int await_hello(void)
{
	char text[NETIF_FRAME_MAX + 1];
	enum netif_op op = NETIF_ERROR;
	int len = read_msg(&op, text, sizeof(text) - 1, HELLO_MS);

	if (len == sizeof(netif.remote_mac) && op == NETIF_HELLO) {
		memcpy(netif.remote_mac, text, len);
		return 0;
	}
	if (len < 0 || op != NETIF_ERROR)
		return netif_refuse(KSFT_FAIL, "the remote %s does not answer", netif.remote_args);
	text[len] = '\0';
	return netif_refuse(KSFT_FAIL, "the remote %s: %s", netif.remote_args, text);
}

/**
 * netif_remote_open() - start rx_agent at the remote
 *
 * Return: 0, or the status to end with; netif_why says why.
 */
int netif_remote_open(void)
{
	char dir[256] = "";
	int status;

	if (!strcmp(netif.remote_type, "netns"))
		status = find_netns();
	else if (!has_ssh())
		status = netif_refuse(KSFT_SKIP, "REMOTE_TYPE=ssh needs the program ssh: apt-get install openssh-client");
	else
		status = copy_agent(dir, sizeof(dir));
	return status ?: start_agent(dir) ?: await_hello();
}

/* rx_agent ends when nothing can come any more. */
void netif_remote_close(void)
{
	if (link_fd >= 0)
		close(link_fd);
	link_fd = -1;
}

/**
 * netif_send() - have the remote send a frame
 * @frame: the frame
 * @len: its length
 *
 * Return: 0 or -errno. The frame may be on its way still.
 */
int netif_send(const void *frame, size_t len)
{
	return write_msg(NETIF_FRAME, frame, len);
}

/**
 * netif_receive() - wait for a frame of type %NETIF_ETHERTYPE that came to the remote
 * @frame: set to the frame, with its tags
 * @room: size of @frame
 *
 * Return: its length, or -errno.
 */
int netif_receive(void *frame, size_t room)
{
	enum netif_op op = NETIF_ERROR;
	int len = read_msg(&op, frame, room, ANSWER_MS);

	return len < 0 || op == NETIF_FRAME ? len : -EBADMSG;
}

/**
 * netif_sync() - wait until the remote has sent all frames, and forget those that it reported
 *
 * Return: 0 or -errno.
 */
int netif_sync(void)
{
	char rest[NETIF_FRAME_MAX];
	enum netif_op op = NETIF_FRAME;
	int err = write_msg(NETIF_SYNC, NULL, 0);

	while (!err && op != NETIF_SYNC) {
		int len = read_msg(&op, rest, sizeof(rest), ANSWER_MS);

		err = len < 0 ? len : 0;
	}
	return err;
}
