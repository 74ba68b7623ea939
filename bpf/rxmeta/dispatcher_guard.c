// SPDX-License-Identifier: GPL-2.0
/*
 * A link ends a program with the process that holds it, but libxdp's pins keep one below a
 * dispatcher. So a process of its own detaches it. It waits in read() until the other end
 * of a pipe is closed, which the kernel does for a process that is killed, too.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "attached_program.h"
#include "dispatcher_guard.h"
#include "dispatcher_join.h"
#include "fail.h"
#include "interface.h"
#include "ipsec_keys.h"

static int hold = -1;
static pid_t pid;

/* libxdp's pins keep the program of an interface that is gone, but it has no keys then. */
static void find_again(__u32 prog_id, struct attached *found)
{
	attached_close(found);
	attached_find_id(prog_id, found);
}

/* The command may have ended before it knew the number: then the program is what is there. */
static void detach(const struct interface *iface, __u32 flags, __u32 prog_id)
{
	struct attached found;

	attached_find(iface, &found);
	if (found.what == ATTACHED_OURS && found.dispatcher &&
	    (!prog_id || prog_id == found.prog_id))
		dispatcher_leave(iface, flags, found.prog_id);
	else if (prog_id)
		find_again(prog_id, &found);
	if (found.what == ATTACHED_OURS)
		ipsec_forget(&found);
	attached_close(&found);
}

static void guard_main(const struct interface *iface, __u32 flags, int wait)
{
	__u32 prog_id = 0, told;
	ssize_t n;

	setsid();
	while ((n = read(wait, &told, sizeof(told))) != 0) {
		if (n == sizeof(told))
			prog_id = told;
		else if (n < 0 && errno != EINTR)
			break;
	}
	detach(iface, flags, prog_id);
	_exit(0);
}

/**
 * dispatcher_guard() - start the process that detaches what will be attached
 * @iface: interface
 * @flags: XDP_FLAGS_* of its mode
 *
 * Return: 0 or an exit code.
 */
int dispatcher_guard(const struct interface *iface, __u32 flags)
{
	int ends[2];

	if (pipe2(ends, O_CLOEXEC))
		return fail(RXMETA_SYSTEM, "cannot make a pipe: %s",
			    strerror(errno));
	fflush(NULL);
	pid = fork();
	if (!pid) {
		close(ends[1]);
		guard_main(iface, flags, ends[0]);
	}
	close(ends[0]);
	hold = ends[1];
	return pid > 0 ? 0 : fail(RXMETA_SYSTEM, "cannot start a process: %s",
				  strerror(errno));
}

/**
 * dispatcher_guard_tell() - tell the guard which program is attached
 * @prog_id: its number
 */
void dispatcher_guard_tell(__u32 prog_id)
{
	if (hold >= 0 && write(hold, &prog_id, sizeof(prog_id)) < 0)
		fail(RXMETA_SYSTEM, "the process that detaches the program is gone");
}

/** dispatcher_guard_end() - let the guard detach the program, and wait until it is done */
void dispatcher_guard_end(void)
{
	if (pid <= 0)
		return;
	close(hold);
	waitpid(pid, NULL, 0);
	pid = 0;
	hold = -1;
}
