// SPDX-License-Identifier: GPL-2.0
/*
 * Threaded NAPI of the veth's peer: a thread and a CPU for each receive queue.
 *
 * Without it, the NAPI of a veth's queue runs on the CPU that filled the queue,
 * which is the one that redirects. Eight queues alone keep only one CPU busy.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "addresses.h"
#include "kernel_setting.h"
#include "napi_threads.h"
#include "topology.h"
#include "qemu/common/error.h"

#define THREAD_NAME	"napi/" VETH_PEER "-"

/**
 * struct napi_thread - a thread that serves a queue of the veth's peer
 * @pid: its process ID
 * @napi: ID of its NAPI; these IDs grow with the queues of a device
 */
struct napi_thread {
	int pid;
	int napi;
};

static int thread_napi(const char *pid)
{
	char path[300], name[64] = "";
	FILE *from;

	snprintf(path, sizeof(path), "/proc/%s/comm", pid);
	from = fopen(path, "re");
	if (from && !fgets(name, sizeof(name), from))
		*name = '\0';
	if (from)
		fclose(from);
	if (strncmp(name, THREAD_NAME, strlen(THREAD_NAME)))
		return -1;
	return atoi(name + strlen(THREAD_NAME));
}

static int compare_threads(const void *a, const void *b)
{
	const struct napi_thread *one = a, *two = b;

	return one->napi - two->napi;
}

/* Fill in the threads, sorted by queue. Return: their number. */
static int find_threads(struct napi_thread *threads)
{
	DIR *dir = opendir("/proc");
	struct dirent *entry;
	int n = 0;

	while (dir && n < QUEUES_MAX && (entry = readdir(dir))) {
		if (!isdigit((unsigned char)*entry->d_name))
			continue;
		threads[n].napi = thread_napi(entry->d_name);
		threads[n].pid = atoi(entry->d_name);
		n += threads[n].napi >= 0;
	}
	if (dir)
		closedir(dir);
	qsort(threads, n, sizeof(threads[0]), compare_threads);
	return n;
}

static void place_threads(const struct topology *topo)
{
	struct napi_thread threads[QUEUES_MAX + 1];
	int n = find_threads(threads);

	if (n != topo->queues)
		die("%d threads serve the %d queues of %s", n, topo->queues,
		    VETH_PEER);
	for (int i = 0; i < n; i++) {
		cpu_set_t cpus;

		CPU_ZERO(&cpus);
		CPU_SET(i % topo->cpus, &cpus);
		if (sched_setaffinity(threads[i].pid, sizeof(cpus), &cpus))
			die("cannot place thread %d: %s", threads[i].pid,
			    strerror(errno));
	}
}

/**
 * napi_threads_start() - give each queue of the veth's peer a thread and a CPU
 * @topo: topology; the interface has to be up
 */
void napi_threads_start(const struct topology *topo)
{
	setting_write_dev(topo->receiver, VETH_PEER "/threaded", "1");
	place_threads(topo);
}
