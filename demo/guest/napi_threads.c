// SPDX-License-Identifier: GPL-2.0
/*
 * The demo in the guest: the CPUs that do the work of the veth's far end.
 *
 * The NAPI of a veth's queue runs on the CPU that filled the queue, which is the
 * one that redirects. So eight queues alone keep one CPU busy. Threaded NAPI
 * gives each queue a thread of its own, and each thread gets a CPU.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <net/if.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "cpu_counter.skel.h"
#include "topology.h"

#define SYSFS		"/run/far"
#define THREADED	SYSFS "/class/net/" VETH_FAR "/threaded"
#define THREAD_NAME	"napi/" VETH_FAR "-"

/**
 * struct napi_thread - a thread of the veth's far end
 * @pid: its number as a process
 * @napi: the number of its NAPI; a device's queues get them in their order
 */
struct napi_thread {
	int pid;
	int napi;
};

/* What sysfs shows of network devices depends on who mounts it. */
static void set_threaded(const struct topology *topo)
{
	enter(topo->receiver);
	if ((mkdir(SYSFS, 0700) && errno != EEXIST) ||
	    mount("sysfs", SYSFS, "sysfs", 0, NULL))
		die("cannot mount sysfs: %s", strerror(errno));
	write_file(THREADED, "1");
	umount(SYSFS);
	rmdir(SYSFS);
	enter(topo->root);
}

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

/* Fills in the threads in the order of their queues; returns how many. */
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
		    VETH_FAR);
	for (int i = 0; i < n; i++) {
		cpu_set_t cpus;

		CPU_ZERO(&cpus);
		CPU_SET(i % topo->cpus, &cpus);
		if (sched_setaffinity(threads[i].pid, sizeof(cpus), &cpus))
			die("cannot place thread %d: %s", threads[i].pid,
			    strerror(errno));
	}
}

static struct cpu_counter *start_counter(const struct topology *topo)
{
	struct cpu_counter *skel = cpu_counter__open_and_load();

	if (!skel)
		die("cannot load the program that counts by CPU: %s",
		    strerror(errno));
	enter(topo->receiver);
	skel->links.count_packets =
		bpf_program__attach_tcx(skel->progs.count_packets,
					if_nametoindex(VETH_FAR), NULL);
	if (!skel->links.count_packets)
		die("cannot count packets of %s: %s", VETH_FAR,
		    strerror(errno));
	enter(topo->root);
	return skel;
}

/**
 * cpus_start() - give each queue of the veth's far end a CPU, and count
 * @topo: topology; the interface has to be up
 */
void cpus_start(struct topology *topo)
{
	if (topo->threaded) {
		set_threaded(topo);
		place_threads(topo);
	}
	topo->counter = start_counter(topo);
}

/**
 * cpus_read() - read how many packets each CPU has given to the stack
 * @topo: topology
 * @packets: filled in
 */
void cpus_read(const struct topology *topo, uint64_t packets[CPUS_MAX])
{
	int n = libbpf_num_possible_cpus();
	uint64_t values[n > 0 ? n : 1];
	uint32_t zero = 0;

	if (n < topo->cpus ||
	    bpf_map_lookup_elem(bpf_map__fd(topo->counter->maps.packets),
				&zero, values))
		die("cannot read the packets by CPU: %s", strerror(errno));
	memset(packets, 0, CPUS_MAX * sizeof(packets[0]));
	memcpy(packets, values, topo->cpus * sizeof(packets[0]));
}

/**
 * cpus_stop() - undo cpus_start(), but for what ends with the interface
 * @topo: topology
 */
void cpus_stop(struct topology *topo)
{
	cpu_counter__destroy(topo->counter);
	topo->counter = NULL;
}
