// SPDX-License-Identifier: GPL-2.0
/*
 * How long this CPU has been idle, from the kernel's own account. Linux 7.3 keeps it there to
 * the nanosecond while the tick is stopped; before, /proc/timer_list had it.
 */
#include "vmlinux.h"
#include <bpf/bpf_core_read.h>
#include <bpf/bpf_helpers.h>

/* As in struct kernel_cpustat of Linux 7.3 */
struct kernel_cpustat___dyntick {
	bool idle_dyntick;
} __attribute__((preserve_access_index));

extern const struct kernel_cpustat kernel_cpustat __ksym;

__u64 idle_ns;
bool known;

SEC("syscall")
int read_idle_time(void *ctx)
{
	const struct kernel_cpustat *now = bpf_this_cpu_ptr(&kernel_cpustat);

	known = bpf_core_field_exists(struct kernel_cpustat___dyntick, idle_dyntick);
	idle_ns = now->cpustat[CPUTIME_IDLE];
	return 0;
}

char LICENSE[] SEC("license") = "GPL";
