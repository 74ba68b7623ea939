// SPDX-License-Identifier: GPL-2.0
/* What the command or the user left in /out, for the host. */
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include "init.h"
#include "qemu/common/signals.h"

/**
 * saved_files_send() - send what is in /out by the port lab.saved
 *
 * Does nothing if the host did not ask for it.
 */
void saved_files_send(void)
{
	static char *const save[] = { "/lab/save", NULL };
	pid_t pid;
	int st;

	if (access("/dev/virtio-ports/lab.saved", F_OK))
		return;
	pid = fork();
	if (!pid) {
		signals_unblock();
		execv(save[0], save);
		_exit(127);
	}
	if (pid < 0 || waitpid(pid, &st, 0) != pid || st)
		init_fail("/out could not be sent");
}
