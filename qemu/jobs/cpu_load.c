// SPDX-License-Identifier: GPL-2.0
/*
 * lab-ktap: whether the machine could do more than it does.
 *
 * A job may use no CPU while it waits for a timeout, or more than one when its
 * guest's devices are busy. So jobs are not counted but for the least and the most
 * of them: what the CPUs do shows whether one more would have any.
 */
#include <sched.h>

#include "qemu/report/summary.h"
#include "cpu_load.h"

/* So long is looked at, and after a job has started anew: it begins slowly. */
#define WINDOW_MS	500
/* Of one CPU; less is what jobs leave between them while all of them work. */
#define ENOUGH		0.3

/* The CPUs of this process, of which a machine may have more. */
static cpu_set_t own_cpus(void)
{
	cpu_set_t cpus;

	CPU_ZERO(&cpus);
	sched_getaffinity(0, sizeof(cpus), &cpus);
	return cpus;
}

/*
 * Adds up the lines of @path's CPUs that are ours, in ticks: user, nice, system,
 * idle, iowait, irq, softirq and steal, as proc(5) has them. Returns how many there
 * are.
 */
static int read_ticks(const char *path, long long *busy, long long *all)
{
	long long t[8];
	cpu_set_t cpus = own_cpus();
	char line[512];
	int cpu, n = 0;
	FILE *f;

	*busy = *all = 0;
	f = fopen(path, "re");
	while (f && fgets(line, sizeof(line), f)) {
		if (sscanf(line, "cpu%d %lld %lld %lld %lld %lld %lld %lld %lld",
			   &cpu, t, t + 1, t + 2, t + 3, t + 4, t + 5, t + 6,
			   t + 7) != 9 ||
		    cpu < 0 || cpu >= CPU_SETSIZE || !CPU_ISSET(cpu, &cpus))
			continue;
		n++;
		*busy += t[0] + t[1] + t[2] + t[5] + t[6] + t[7];
		*all += t[0] + t[1] + t[2] + t[3] + t[4] + t[5] + t[6] + t[7];
	}
	if (f)
		fclose(f);
	return n;
}

/**
 * load_cpus() - how many CPUs this process may use
 */
unsigned int load_cpus(void)
{
	cpu_set_t cpus = own_cpus();

	return CPU_COUNT(&cpus) ? CPU_COUNT(&cpus) : 1;
}

/**
 * load_begin() - look at the CPUs from now on
 * @load: what is known of them
 * @path: /proc/stat, or one that looks like it
 */
void load_begin(struct load *load, const char *path)
{
	load->path = path;
	load->since_ms = ktap_now_ms();
	load->cpus = read_ticks(path, &load->busy, &load->all);
}

/**
 * load_has_room() - whether CPUs had nothing to do of late
 * @load: what is known of them
 * @cpus: how many of them are to be used
 *
 * Return: true if less than @cpus were busy since load_begin() or the last call that
 * looked, which one soon after does not.
 */
bool load_has_room(struct load *load, unsigned int cpus)
{
	struct load old = *load;
	double busy;

	if (ktap_now_ms() - old.since_ms < WINDOW_MS)
		return false;
	load_begin(load, old.path);
	if (!load->cpus || load->cpus != old.cpus || load->all <= old.all)
		return false;
	busy = (double)(load->busy - old.busy) / (load->all - old.all) *
	       load->cpus;
	return busy < cpus - ENOUGH;
}
