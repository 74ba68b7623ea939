// SPDX-License-Identifier: GPL-2.0
/*
 * How busy the CPUs are.
 *
 * A job may use no CPU while it waits for a timeout, or several when its guest's
 * devices are busy. So the number of jobs says little about whether the machine
 * has room for one more; the CPUs' idle time does.
 */
#include <sched.h>
#include <stdio.h>

#include "cpu_load.h"
#include "qemu/common/monotonic_clock.h"

/* How long one measurement takes */
#define WINDOW_MS	500
/* Idle CPUs below this are the gaps that busy jobs leave between them. */
#define IDLE_MIN	0.3

/* Returns the CPUs that this process may use. */
static cpu_set_t own_cpus(void)
{
	cpu_set_t cpus;

	CPU_ZERO(&cpus);
	sched_getaffinity(0, sizeof(cpus), &cpus);
	return cpus;
}

/*
 * Adds up the ticks of the CPUs that this process may use, and returns their
 * number. The fields are user, nice, system, idle, iowait, irq, softirq and
 * steal, see proc(5).
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
 * cpu_count() - count the CPUs that this process may use
 */
unsigned int cpu_count(void)
{
	cpu_set_t cpus = own_cpus();

	return CPU_COUNT(&cpus) ? CPU_COUNT(&cpus) : 1;
}

/**
 * cpu_load_begin() - begin a measurement
 * @load: the measurement
 * @path: /proc/stat, or a file in that format
 */
void cpu_load_begin(struct cpu_load *load, const char *path)
{
	load->path = path;
	load->since_ms = clock_ms();
	load->cpus = read_ticks(path, &load->busy, &load->all);
}

/**
 * cpu_load_has_room() - tell whether CPUs are idle
 * @load: the measurement; begins again when it is complete
 * @cpus: number of CPUs to keep busy
 *
 * Return: true if the measurement is complete and fewer than @cpus were busy.
 */
bool cpu_load_has_room(struct cpu_load *load, unsigned int cpus)
{
	struct cpu_load old = *load;
	double busy;

	if (clock_ms() - old.since_ms < WINDOW_MS)
		return false;
	cpu_load_begin(load, old.path);
	if (!load->cpus || load->cpus != old.cpus || load->all <= old.all)
		return false;
	busy = (double)(load->busy - old.busy) / (load->all - old.all) *
	       load->cpus;
	return busy < cpus - IDLE_MIN;
}
