// SPDX-License-Identifier: GPL-2.0
/* Known answers of lab-run: what was recorded, and what has to come of it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lab_test.h"

#define BOOT	"[    0.000000] Linux version 6.12.0\n" \
		"[    0.400000] smpboot: CPU0: AMD QEMU TCG CPU\n"
#define GOOD	"hello\nktap %K\nout 0\ndone 0\n"
#define TAP2	"TAP version 13\n1..2\nok 1 a.x\nok 2 a.y\n"
#define DEMO_RUN	"{\"nic\":[1],\"packets\":[1],\"cpus\":[1]}"
#define DEMO(lost)	"{\"tunnel\":\"gre\",\"flows\":1,\"nic_queues\":1," \
			"\"queues\":1,\"cpus\":1,\"without\":" DEMO_RUN "," \
			"\"with\":" DEMO_RUN ",\"lost\":" lost "," \
			"\"reordered\":0}"
#define DEMO_GOOD	"hello\nktap %K\nout 175\ndone 0\n"

const struct run_case run_cases[] = {
	{ .name = "pass", .verdict = GOOD, .ktap = TAP2, .rc = 0 },
	{ .name = "pass_without_tap", .verdict = GOOD, .ktap = "hi\n",
	  .rc = 0 },
	{ .name = "pass_several_documents", .verdict = GOOD,
	  .ktap = "# file: one\n" TAP2 "# file: two\n" TAP2, .rc = 0 },
	{ .name = "pass_out", .verdict = "hello\nktap %K\nout 5\ndone 0\n",
	  .ktap = "", .out = "12345", .args = "--out out.txt", .rc = 0 },
	{ .name = "pass_demo", .verdict = DEMO_GOOD, .ktap = "",
	  .out = DEMO("0"), .args = "--out out.txt", .rc = 0 },
	{ .name = "pass_demo_lossy", .verdict = DEMO_GOOD, .ktap = "",
	  .out = DEMO("1"), .args = "--out out.txt", .rc = 0 },
	{ .name = "pass_resets",
	  .verdict = "hello\nhello\nktap %K\nout 0\ndone 0\n",
	  .ktap = TAP2, .console = BOOT BOOT, .args = "--resets", .rc = 0 },
	{ .name = "panic_resets",
	  .verdict = "hello\nhello\nktap %K\nout 0\ndone 0\n",
	  .ktap = TAP2, .args = "--resets",
	  .console = BOOT "[    2.1] Kernel panic - not syncing: x\n" BOOT,
	  .rc = 255, .message = "Kernel panic - not syncing: x" },
	{ .name = "pass_user_segfault", .verdict = GOOD, .ktap = "",
	  .console = BOOT "[    2.1] t[60]: segfault at 0 ip 0 sp 0 error 4\n"
		     "[    2.2] traps: t[61] general protection fault ip:0\n",
	  .rc = 0 },
	{ .name = "pass_driver_warning", .verdict = GOOD, .ktap = "",
	  .console = BOOT "[    1.0] ice 0000:00:05.0: WARNING: odd\n",
	  .rc = 0 },
	{ .name = "pass_kmemleak_is_there", .verdict = GOOD, .ktap = "",
	  .console = BOOT "[    1.0] kmemleak: Kernel memory leak detector initialized (mem pool available: 60000)\n",
	  .rc = 0 },

	{ .name = "fail_command",
	  .verdict = "hello\nktap %K\nout 0\ndone 3\n", .ktap = "",
	  .rc = 1, .message = "FAIL: the command returned 3;" },
	{ .name = "fail_signal",
	  .verdict = "hello\nktap %K\nout 0\ndone 139\n", .ktap = "",
	  .rc = 1, .message = "FAIL: the command returned 139;" },
	{ .name = "fail_left_behind",
	  .verdict = "hello\nktap %K\nleft BPF program 7\nleft BPF map 9\nout 0\ndone 1\n",
	  .ktap = TAP2, .rc = 1,
	  .message = "FAIL: the command left behind: BPF program 7, BPF map 9;" },
	{ .name = "fail_truncated_tap", .verdict = GOOD,
	  .ktap = "TAP version 13\n1..3\nok 1 a\nok 2 b\n", .rc = 1,
	  .message = "the test stream is cut: 3 planned, 2 results" },
	{ .name = "fail_truncated_line", .verdict = GOOD,
	  .ktap = "TAP version 13\n1..1\nok 1 a", .rc = 1,
	  .message = "the test stream is cut: 1 planned, 0 results" },
	{ .name = "fail_no_plan", .verdict = GOOD,
	  .ktap = "TAP version 13\nok 1 a\n", .rc = 1,
	  .message = "the test stream is cut: results, but no plan" },
	{ .name = "fail_program_silent", .verdict = GOOD,
	  .ktap = "# file: one\nSegmentation fault\n# file: two\n" TAP2,
	  .rc = 1, .message = "it ended before its plan" },
	{ .name = "fail_test_and_left_behind",
	  .verdict = "hello\nktap %K\nleft BPF map 1\nout 0\ndone 1\n",
	  .ktap = "TAP version 13\n1..1\nnot ok 1 a\n", .rc = 1,
	  .message = "1 tests failed (the command returned 1)" },
	{ .name = "fail_not_ok_but_0", .verdict = GOOD,
	  .ktap = "TAP version 13\n1..1\nnot ok 1 a\n", .rc = 1,
	  .message = "1 tests failed (the command returned 0)" },

	{ .name = "broken_no_verdict", .verdict = "hello\n", .ktap = TAP2,
	  .rc = 2, .message = "the guest went down without a verdict" },
	{ .name = "broken_empty_verdict", .verdict = "", .ktap = TAP2,
	  .rc = 2, .message = "the guest went down before it was up" },
	{ .name = "broken_cut_verdict",
	  .verdict = "hello\nktap %K\nout 0\ndone 0", .ktap = TAP2,
	  .rc = 2, .message = "the guest went down without a verdict" },
	{ .name = "broken_words_after_done",
	  .verdict = "hello\nktap %K\nout 0\ndone 0\ndone 0\n", .ktap = TAP2,
	  .rc = 2, .message = "\"done 0\" after \"done\"" },
	{ .name = "broken_strange_verdict",
	  .verdict = "hello\nktap %K\nout 0\ndone 0x\n", .ktap = "",
	  .rc = 2, .message = "verdict \"done 0x\"" },
	{ .name = "broken_guest_says_so",
	  .verdict = "error lab.out: No such device\n", .ktap = "", .rc = 2,
	  .message = "the guest says: lab.out: No such device" },
	{ .name = "broken_before_hello", .verdict = "", .ktap = "",
	  .console = BOOT "lab: /dev: Out of memory\n", .rc = 2,
	  .message = "before it was up: lab: /dev: Out of memory" },
	{ .name = "broken_ktap_lost",
	  .verdict = "hello\nktap 4000\nout 0\ndone 0\n", .ktap = TAP2,
	  .rc = 2, .message = "bytes of 4000: is the disk full?" },
	{ .name = "broken_out_lost",
	  .verdict = "hello\nktap %K\nout 5\ndone 0\n", .ktap = "",
	  .out = "123", .args = "--out out.txt", .rc = 2,
	  .message = "out.txt has 3 bytes of 5" },
	{ .name = "broken_console_lost", .verdict = GOOD, .ktap = "",
	  .cut_console = true, .rc = 2,
	  .message = "console.log lacks its end" },
	{ .name = "broken_qemu_killed", .verdict = GOOD, .ktap = TAP2,
	  .end = FAKE_KILLED, .rc = 2, .message = "QEMU was killed: Killed" },
	{ .name = "broken_qemu_error", .verdict = GOOD, .ktap = TAP2,
	  .end = FAKE_ERROR, .rc = 2,
	  .message = "QEMU exited with 1: qemu.log says why" },
	{ .name = "broken_qemu_missing", .verdict = "", .ktap = "",
	  .end = FAKE_MISSING, .rc = 2,
	  .message = "apt-get install qemu-system-x86" },
	{ .name = "broken_boot_deadline", .verdict = "", .ktap = "",
	  .end = FAKE_HANG, .args = "--boot-timeout 1", .slowdown = "0.2",
	  .rc = 2, .message = "the guest was not up after 0.2 s" },
	{ .name = "keep", .verdict = "hello\nktap %K\nkeep\n", .ktap = "",
	  .end = FAKE_KEEP, .rc = 2,
	  .message = "the guest went down without a verdict" },
	{ .name = "hang", .verdict = "", .ktap = "", .end = FAKE_HANG,
	  .args = "--timeout 1", .slowdown = "0.2", .rc = 124,
	  .message = "TIMEOUT: not done after 0.2 s" },
	{ .name = "broken_option", .verdict = "", .ktap = "",
	  .args = "--fast", .rc = 2, .message = "--fast: no such option" },
	{ .name = "broken_number", .verdict = "", .ktap = "",
	  .args = "--smp two", .rc = 2, .message = "--smp two: want a number" },
	{ .name = "broken_wiring", .verdict = "", .ktap = "",
	  .args = "--net string", .rc = 2, .message = "no such wiring" },
	{ .name = "broken_kernel_missing", .verdict = "", .ktap = "",
	  .args = "--kernel nowhere/vmlinux", .rc = 2,
	  .message = "nowhere/vmlinux: No such file" },

	{ .name = "timeout", .verdict = "hello\n", .ktap = TAP2,
	  .end = FAKE_HANG, .args = "--timeout 1", .slowdown = "0.2",
	  .rc = 124, .message = "TIMEOUT: not done after 0.2 s" },
	{ .name = "timeout_scaled", .verdict = "hello\n", .ktap = "",
	  .end = FAKE_HANG, .args = "--timeout 10", .slowdown = "0.02",
	  .rc = 124, .message = "TIMEOUT: not done after 0.2 s" },
	{ .name = "timeout_deaf", .verdict = "hello\n", .ktap = "",
	  .end = FAKE_DEAF, .args = "--timeout 1", .slowdown = "0.2",
	  .rc = 124, .message = "TIMEOUT: not done after 0.2 s" },

	{ .name = "flood", .verdict = "hello\n", .ktap = TAP2,
	  .end = FAKE_FLOOD, .args = "--timeout 1", .slowdown = "0.2",
	  .rc = 124, .message = "TIMEOUT: not done after 0.2 s" },

	{ .name = "panic", .verdict = "hello\n", .ktap = TAP2,
	  .console = BOOT "[    3.0] Kernel panic - not syncing: Fatal\n",
	  .cut_console = true, .rc = 255,
	  .message = "PANIC: panic: \"Kernel panic - not syncing: Fatal\" (console.log:3)" },
	{ .name = "panic_oops_first", .verdict = "hello\n", .ktap = "",
	  .console = BOOT "[    3.0][   T99] BUG: kernel NULL pointer dereference\n"
		     "[    3.1] Kernel panic - not syncing: Fatal\n",
	  .cut_console = true, .rc = 255, .message = "bug: \"BUG: kernel NULL" },
	{ .name = "panic_in_a_hang", .verdict = "hello\n", .ktap = "",
	  .console = BOOT "[    9.0] watchdog: BUG: soft lockup - CPU#1\n",
	  .end = FAKE_HANG, .args = "--timeout 1", .slowdown = "0.2", .rc = 255,
	  .message = "lockup: " },
	{ .name = "splat_but_pass", .verdict = GOOD, .ktap = TAP2,
	  .console = BOOT "[    3.0] WARNING: possible circular locking dependency detected\n",
	  .rc = 255, .message = "warning: " },
	{ .name = "splat_rcu_stall", .verdict = GOOD, .ktap = TAP2,
	  .console = BOOT "[   30.0] rcu: INFO: rcu_sched detected stalls\n",
	  .rc = 255, .message = "RCU stall: " },
	{ .name = "splat_hung_task", .verdict = GOOD, .ktap = "",
	  .console = BOOT "[   99.0] INFO: task ip:70 blocked for more than 60 s\n",
	  .rc = 255, .message = "hung task: " },
	{ .name = "splat_kasan", .verdict = GOOD, .ktap = "",
	  .console = BOOT "[    3.0] BUG: KASAN: slab-out-of-bounds in f+0x1\n",
	  .rc = 255, .message = "bug: \"BUG: KASAN" },
	{ .name = "splat_ubsan", .verdict = GOOD, .ktap = "",
	  .console = BOOT "[    3.0] UBSAN: shift-out-of-bounds in a/b.c:1:2\n",
	  .rc = 255, .message = "undefined behaviour: " },
	{ .name = "splat_kmemleak", .verdict = GOOD, .ktap = "",
	  .console = BOOT "[    9.0] kmemleak: 1 new suspected memory leaks (see /sys/kernel/debug/kmemleak)\n",
	  .rc = 255, .message = "leaked memory: " },
	{ .name = "splat_page_poison", .verdict = GOOD, .ktap = "",
	  .console = BOOT "[    9.0] pagealloc: memory corruption\n",
	  .rc = 255, .message = "write to a freed page: " },
	{ .name = "splat_leaked_device", .verdict = GOOD, .ktap = "",
	  .console = BOOT "[    3.0] unregister_netdevice: waiting for v0 to become free\n",
	  .rc = 255, .message = "leaked reference: " },
	{ .name = "pass_nul_before_the_end", .verdict = GOOD, .ktap = "",
	  .console = BOOT "\1", .rc = 0 },
	{ .name = "splat_behind_nul", .verdict = GOOD, .ktap = "",
	  .console = BOOT "\1[    3.0] WARNING: \1CPU: 0\n", .rc = 255,
	  .message = "warning: " },
	{ .name = "pass_return_before_the_end", .verdict = GOOD, .ktap = "",
	  .console = BOOT "lab:/# exit\r\n\033[?2004l\r", .rc = 0 },
	{ .name = "splat_behind_return", .verdict = GOOD, .ktap = "",
	  .console = BOOT "lab:/# \r[    3.0] WARNING: CPU: 0\r\n", .rc = 255,
	  .message = "warning: " },
	{ .name = "splat_stack", .verdict = GOOD, .ktap = "",
	  .console = BOOT "[    3.0] Call Trace:\n", .rc = 255,
	  .message = "stack trace: " },
};
const size_t n_run_cases = sizeof(run_cases) / sizeof(run_cases[0]);

/**
 * run_case_find() - find a case by its name
 * @name: the name; ends the program if there is none
 */
const struct run_case *run_case_find(const char *name)
{
	for (size_t i = 0; i < n_run_cases; i++)
		if (name && !strcmp(run_cases[i].name, name))
			return &run_cases[i];
	fprintf(stderr, "no case %s\n", name ? name : "in $FAKE");
	exit(3);
}
