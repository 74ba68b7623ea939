/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_NAPI_PLACE_H
#define RXMETA_NAPI_PLACE_H

#include <sys/types.h>

struct interface;

/**
 * struct napi_guard - the process that restores an interface's NAPI
 * @pid: its process ID, or 0 for none
 * @hold: it restores when this is closed, by any exit of this process
 * @threads: number of threads that it has placed
 */
struct napi_guard {
	pid_t pid;
	int hold;
	int threads;
};

int napi_place(const struct interface *peer, int nsid, struct napi_guard *guard);
void napi_restore(struct napi_guard *guard);

#endif
