// SPDX-License-Identifier: GPL-2.0
/*
 * A kernel that refuses what this one does: the program runs under ptrace(), and a system call
 * that matches is not made. x86-64.
 */
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include "refused_call.h"

#define WORDS_MAX	32
#define SYSCALL_STOP	(SIGTRAP | 0x80)	/* with PTRACE_O_TRACESYSGOOD */

static void become(const char *command, const char *out)
{
	char *words[WORDS_MAX + 1] = { }, *copy = strdup(command), *word;
	int n = 0, fd = open(out, O_CREAT | O_TRUNC | O_WRONLY, 0600);

	for (word = strtok(copy, " "); word && n < WORDS_MAX; word = strtok(NULL, " "))
		words[n++] = word;
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	ptrace(PTRACE_TRACEME, 0, 0, 0);
	raise(SIGSTOP);
	execv(words[0], words);
	_exit(127);
}

/* SIOCETHTOOL points to a struct ifreq, and that to what begins with the command. */
static unsigned int ethtool_command(pid_t pid, unsigned long ifreq)
{
	long data = ptrace(PTRACE_PEEKDATA, pid, ifreq + offsetof(struct ifreq, ifr_data), 0L);

	return ptrace(PTRACE_PEEKDATA, pid, data, 0L);
}

static bool is_it(const struct refused_call *call, const struct __ptrace_syscall_info *info,
		  pid_t pid)
{
	return info->op == PTRACE_SYSCALL_INFO_ENTRY && (int)info->entry.nr == call->nr &&
	       (!call->at || (unsigned int)info->entry.args[call->at - 1] == call->value) &&
	       (!call->ethtool || ethtool_command(pid, info->entry.args[2]) == call->ethtool);
}

static void run_first(const char *format, pid_t pid)
{
	char command[256];

	snprintf(command, sizeof(command), format, pid);
	if (system(command))
		fprintf(stderr, "# failed: %s\n", command);
}

/* A call with the number -1 does nothing, and returns what stands in rax then. */
static void at_syscall(const struct refused_call *call, pid_t pid, int *seen, pid_t *refused)
{
	struct __ptrace_syscall_info info;

	if (ptrace(PTRACE_GET_SYSCALL_INFO, pid, sizeof(info), &info) <= 0)
		return;
	if (*refused == pid && info.op == PTRACE_SYSCALL_INFO_EXIT) {
		ptrace(PTRACE_POKEUSER, pid, offsetof(struct user, regs.rax), (long)-call->error);
		*refused = 0;
	}
	if (!is_it(call, &info, pid) || (++*seen != call->nth && call->nth))
		return;
	if (call->first)
		run_first(call->first, pid);
	if (!call->error)
		return;
	ptrace(PTRACE_POKEUSER, pid, offsetof(struct user, regs.orig_rax), -1L);
	*refused = pid;
}

/* Return: the signal to go on with. */
static int signal_of(int status)
{
	int sig = WSTOPSIG(status);

	return status >> 16 || sig == SIGSTOP || sig == SIGTRAP || sig == SYSCALL_STOP ? 0 : sig;
}

static int trace(const struct refused_call *call, pid_t child)
{
	pid_t pid, who = call->children ? -1 : child, refused = 0;
	int status = 0, seen = 0;

	while ((pid = waitpid(who, &status, __WALL)) > 0) {
		if (pid == child && !WIFSTOPPED(status))
			break;
		if (!WIFSTOPPED(status))
			continue;
		if (WSTOPSIG(status) == SYSCALL_STOP)
			at_syscall(call, pid, &seen, &refused);
		ptrace(PTRACE_SYSCALL, pid, 0, (long)signal_of(status));
	}
	return pid > 0 && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/**
 * refused_run() - run a program of which the kernel refuses a system call
 * @call: the call
 * @command: path of the program and its arguments, with a blank between them
 * @out: file for what it prints
 *
 * Processes that it leaves behind go on, but with @children they end with the caller.
 *
 * Return: its exit status, or -1.
 */
int refused_run(const struct refused_call *call, const char *command, const char *out)
{
	long options = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL;
	pid_t child = fork();
	int status;

	if (!child)
		become(command, out);
	if (child < 0 || waitpid(child, &status, 0) != child || !WIFSTOPPED(status))
		return -1;
	if (call->children)
		options |= PTRACE_O_TRACEFORK | PTRACE_O_TRACEVFORK | PTRACE_O_TRACECLONE;
	ptrace(PTRACE_SETOPTIONS, child, 0, options);
	ptrace(PTRACE_SYSCALL, child, 0, 0);
	return trace(call, child);
}
