// SPDX-License-Identifier: GPL-2.0
/* Signals by a file descriptor, so that poll() can wait for them. */
#include <signal.h>
#include <stddef.h>
#include <sys/signalfd.h>

#include "signals.h"

/**
 * signals_block() - receive signals by a file descriptor only
 * @signals: their numbers, ended by 0
 *
 * Return: a non-blocking signalfd, or -1 with errno set.
 */
int signals_block(const int *signals)
{
	sigset_t set;

	sigemptyset(&set);
	while (*signals)
		sigaddset(&set, *signals++);
	sigprocmask(SIG_BLOCK, &set, NULL);
	return signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}

/**
 * signals_unblock() - undo signals_block() in a child before it calls exec()
 */
void signals_unblock(void)
{
	sigset_t none;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}
