/* SPDX-License-Identifier: GPL-2.0 */
#ifndef COMMON_SIGNALS_H
#define COMMON_SIGNALS_H

int signals_block(const int *signals);
void signals_unblock(void);

/* The signals of a program that runs others, for signals_block() */
#define SIGNALS_OF_A_RUNNER \
	((const int[]){ SIGCHLD, SIGINT, SIGTERM, SIGHUP, 0 })

#endif
