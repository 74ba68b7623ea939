// SPDX-License-Identifier: GPL-2.0
/*
 * Threaded NAPI of an interface, with a CPU for each thread. A receive queue of a veth runs
 * on the CPU that filled it, so many queues alone keep only one CPU busy.
 *
 * A process of its own makes the change and restores it. It waits in read() until the other
 * end of a pipe is closed, which the kernel does for a process that is killed, too.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fail.h"
#include "interface.h"
#include "napi_place.h"
#include "netdev.h"
#include "netns_id.h"

#define THREADS_MAX	256

/**
 * struct napi_thread - a thread that serves a queue
 * @pid: its process ID
 * @napi: number of its NAPI, which grows with the queues of a device
 * @was: its CPUs before
 */
struct napi_thread {
	int pid;
	int napi;
	cpu_set_t was;
};

static struct napi_thread threads[THREADS_MAX];

static int setting(const char *iface, char *value, bool write_it)
{
	char path[128];
	int fd, n;

	snprintf(path, sizeof(path), "/sys/class/net/%s/threaded", iface);
	fd = open(path, (write_it ? O_WRONLY : O_RDONLY) | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	n = write_it ? write(fd, value, 1) : read(fd, value, 1);
	n = n == 1 ? 0 : -errno;
	close(fd);
	return n;
}

/* Return: number of the NAPI that a thread serves, or -1 for another process. */
static int thread_napi(const char *pid, const char *iface)
{
	char path[300], name[128] = "", want[32];
	FILE *from;

	snprintf(want, sizeof(want), "napi/%s-", iface);
	snprintf(path, sizeof(path), "/proc/%s/comm", pid);
	from = fopen(path, "re");
	if (from && !fgets(name, sizeof(name), from))
		*name = '\0';
	if (from)
		fclose(from);
	return strncmp(name, want, strlen(want)) ? -1 : atoi(name + strlen(want));
}

static int compare_threads(const void *a, const void *b)
{
	const struct napi_thread *one = a, *two = b;

	return one->napi - two->napi;
}

/* Return: whether the NAPI is of another interface with the same name, in another namespace. */
static bool is_other(int napi, const struct interface *iface, bool *known)
{
	int ifindex = netdev_of_napi(napi);

	*known = ifindex != -EOPNOTSUPP;
	return *known && ifindex != (int)iface->index;
}

/* Fill in the threads of an interface, sorted by queue, and whether the kernel says whose they
 * are: else they are those of all interfaces of this name.
 */
static int find_threads(const struct interface *iface, bool *known)
{
	DIR *dir = opendir("/proc");
	struct dirent *entry;
	int n = 0;

	*known = false;

	while (dir && n < THREADS_MAX && (entry = readdir(dir))) {
		if (!isdigit((unsigned char)*entry->d_name))
			continue;
		threads[n].pid = atoi(entry->d_name);
		threads[n].napi = thread_napi(entry->d_name, iface->name);
		n += threads[n].napi >= 0 &&
		     !is_other(threads[n].napi, iface, known);
	}
	if (dir)
		closedir(dir);
	qsort(threads, n, sizeof(threads[0]), compare_threads);
	return n;
}

/* Where the kernel does not say, forget the threads that were there before: another interface
 * has the same name. But Linux 6.12 stops no thread when the setting is turned off, so there
 * may be no new one. Then all are placed, and get their CPUs back at the end.
 */
static int keep_new(int found, const int *before, int n_before)
{
	static struct napi_thread fresh[THREADS_MAX];
	int i, j, n = 0;

	for (i = 0; i < found; i++) {
		for (j = 0; j < n_before && before[j] != threads[i].pid; j++)
			;
		if (j == n_before)
			fresh[n++] = threads[i];
	}
	if (!n)
		return found;
	memcpy(threads, fresh, n * sizeof(fresh[0]));
	return n;
}

static int place_threads(int n)
{
	cpu_set_t all, one;
	int i, cpu = -1;

	sched_getaffinity(0, sizeof(all), &all);
	for (i = 0; i < n; i++) {
		do {
			cpu = (cpu + 1) % CPU_SETSIZE;
		} while (!CPU_ISSET(cpu, &all));
		CPU_ZERO(&one);
		CPU_SET(cpu, &one);
		if (sched_getaffinity(threads[i].pid, sizeof(all), &threads[i].was) ||
		    sched_setaffinity(threads[i].pid, sizeof(one), &one))
			return -errno;
	}
	return n;
}

static int enter(int ns)
{
	if (ns >= 0 && setns(ns, CLONE_NEWNET))
		return -errno;
	/* A sysfs shows the interfaces of the namespace that it was mounted in. The
	 * kernel refuses one that is there already (EBUSY): /sys is that of this namespace.
	 */
	if (unshare(CLONE_NEWNS) ||
	    mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) ||
	    (mount("sysfs", "/sys", "sysfs", 0, NULL) && errno != EBUSY))
		return -errno;
	return 0;
}

/* Return: number of threads, or -errno with the setting as it was. */
static int change(const struct interface *iface, char *was)
{
	int before[THREADS_MAX], i, n_before = 0, n, err;
	bool known;

	err = setting(iface->name, was, false);
	if (err)
		return err;
	if (*was != '1') {
		n_before = find_threads(iface, &known);
		for (i = 0; i < n_before; i++)
			before[i] = threads[i].pid;
	}
	err = setting(iface->name, (char []) { '1' }, true);
	if (err)
		return err;
	n = find_threads(iface, &known);
	if (!known)
		n = keep_new(n, before, n_before);
	n = n ? place_threads(n) : -ESRCH;
	if (n < 0)
		setting(iface->name, was, true);
	return n;
}

static void restore(const char *iface, char was, int n)
{
	int i;

	for (i = 0; i < n; i++)
		sched_setaffinity(threads[i].pid, sizeof(cpu_set_t),
				  &threads[i].was);
	if (was != '1')
		setting(iface, &was, true);
}

static void guard_main(const struct interface *iface, int ns, int hold,
		       int ready)
{
	char was = '0', byte;
	int n = enter(ns);

	setsid();
	if (!n)
		n = change(iface, &was);
	if (write(ready, &n, sizeof(n)) < 0 || n < 0)
		_exit(1);
	close(ready);
	while (read(hold, &byte, 1) < 0 && errno == EINTR)
		;
	restore(iface->name, was, n);
	_exit(0);
}

/**
 * napi_place() - give each receive queue of an interface a thread and a CPU
 * @peer: interface, which has to be up
 * @nsid: number of its network namespace, or %OWN_NAMESPACE
 * @guard: set to the process that restores what was
 *
 * Return: 0 or an exit code.
 */
int napi_place(const struct interface *peer, int nsid, struct napi_guard *guard)
{
	int hold[2], ready[2], n = -EIO;
	int ns = nsid == OWN_NAMESPACE ? -1 : netns_open(nsid);

	if (nsid != OWN_NAMESPACE && ns < 0)
		return fail(RXMETA_SYSTEM, "the network namespace of %s has no name and no process: 'ip netns attach' gives it a name, or '--to cpu:LIST,veth:DEV' needs no threads",
			    peer->name);
	if (pipe2(hold, O_CLOEXEC) || pipe2(ready, O_CLOEXEC))
		return fail(RXMETA_SYSTEM, "cannot make a pipe: %s",
			    strerror(errno));
	guard->pid = fork();
	if (!guard->pid) {
		close(hold[1]);
		close(ready[0]);
		guard_main(peer, ns, hold[0], ready[1]);
	}
	close(hold[0]);
	close(ready[1]);
	if (ns >= 0)
		close(ns);
	guard->hold = hold[1];
	if (guard->pid > 0 && read(ready[0], &n, sizeof(n)) != sizeof(n))
		n = -EIO;
	close(ready[0]);
	guard->threads = n;
	if (n >= 0)
		return 0;
	napi_restore(guard);
	if (n == -EPERM || n == -EACCES)
		return fail(RXMETA_SYSTEM, "may not give the queues of %s threads: be root",
			    peer->name);
	return fail(RXMETA_SYSTEM, "cannot give the queues of %s threads (%s): it has to be up with GRO or an XDP program; '--to cpu:LIST,veth:DEV' needs none",
		    peer->name, strerror(-n));
}

/**
 * napi_restore() - let the guard restore what napi_place() has changed
 * @guard: guard
 */
void napi_restore(struct napi_guard *guard)
{
	if (guard->pid <= 0)
		return;
	close(guard->hold);
	waitpid(guard->pid, NULL, 0);
	guard->pid = 0;
}
