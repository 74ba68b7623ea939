// SPDX-License-Identifier: GPL-2.0
/*
 * When a command that works until it is told to stop has to stop. Its signals are blocked
 * from the start, so none ends it between a change and the record of what to restore.
 */
#include <errno.h>
#include <signal.h>
#include <time.h>

#include <bpf/bpf.h>

#include "lifetime.h"

static sigset_t ends;
static struct timespec begun;

/** lifetime_begin() - from here on, signals wait for lifetime_ends() */
void lifetime_begin(void)
{
	sigemptyset(&ends);
	sigaddset(&ends, SIGINT);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGHUP);
	sigaddset(&ends, SIGQUIT);
	sigprocmask(SIG_BLOCK, &ends, NULL);
	signal(SIGPIPE, SIG_IGN);
}

/** lifetime_count() - count the time of the command from here, where it does its work */
void lifetime_count(void)
{
	clock_gettime(CLOCK_MONOTONIC, &begun);
}

/**
 * lifetime_ends() - wait for a signal that ends the command
 * @ms: how long
 *
 * Return: true if there was one.
 */
bool lifetime_ends(int ms)
{
	struct timespec wait = { ms / 1000, ms % 1000 * 1000000L };

	return sigtimedwait(&ends, NULL, &wait) > 0;
}

/**
 * lifetime_is_over() - tell whether the time of the command has passed since lifetime_count()
 * @seconds: its time, or 0 for no end
 */
bool lifetime_is_over(int seconds)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return seconds && now.tv_sec - begun.tv_sec +
			  (now.tv_nsec < begun.tv_nsec ? -1 : 0) >= seconds;
}

/**
 * link_is_attached() - tell whether a program still runs on its interface
 * @link: file descriptor of the link that holds it
 */
bool link_is_attached(int link)
{
	struct bpf_link_info info = { };
	__u32 len = sizeof(info);

	return !bpf_link_get_info_by_fd(link, &info, &len) && info.xdp.ifindex;
}
