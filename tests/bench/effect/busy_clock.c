// SPDX-License-Identifier: GPL-2.0
/*
 * How long the only CPU has been busy. Under -icount shift=0 a nanosecond is an
 * instruction, but while the CPU waits for a card, time passes without any.
 */
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "busy_clock.h"
#include "idle_time.skel.h"
#include "qemu/common/error.h"

#define TIMER_LIST	"/proc/timer_list"
#define IDLE		" .idle_sleeptime : %llu nsecs"

static bool timer_list_read(unsigned long long *ns)
{
	FILE *from = fopen(TIMER_LIST, "re");
	char line[256];
	bool found = false;

	while (from && !found && fgets(line, sizeof(line), from))
		found = sscanf(line, IDLE, ns) == 1;
	if (from)
		fclose(from);
	return found;
}

static uint64_t kernel_account_read(void)
{
	static struct idle_time *program;
	LIBBPF_OPTS(bpf_test_run_opts, opts);

	if (!program)
		program = idle_time__open_and_load();
	if (!program ||
	    bpf_prog_test_run_opts(bpf_program__fd(program->progs.read_idle_time), &opts))
		die("cannot read how long the CPU was idle: %s", strerror(errno));
	if (!program->bss->known)
		die("neither " TIMER_LIST " nor the kernel's account says how long the CPU was idle");
	return program->bss->idle_ns;
}

static uint64_t idle_ns(void)
{
	unsigned long long ns;

	return timer_list_read(&ns) ? ns : kernel_account_read();
}

/**
 * busy_ns() - read how long the CPU has been busy
 *
 * Return: nanoseconds since the guest began.
 */
uint64_t busy_ns(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec - idle_ns();
}
