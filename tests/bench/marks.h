/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the bench in the guest says to the plugin in QEMU, which counts cache lines: no-ops with a
 * number. Everywhere else they do nothing.
 */
#ifndef TESTS_BENCH_MARKS_H
#define TESTS_BENCH_MARKS_H

/* Packets before the first one that counts */
#define WARM_UP		512
/* Packets after which a poll has done everything equally often: two batches of GRO, one bulk
 * of a devmap
 */
#define POLL_WINDOW	16

/* The displacement of nopl DISP(%rax) */
#define MARK_BEGIN	0x58445001	/* a run begins */
#define MARK_END	0x58445002
#define MARK_PACKET	0x58445003	/* a packet of the check of the plugin itself */

#define MARK(what)	asm volatile("nopl %c0(%%rax)" :: "i"(what) : "memory")

#endif /* TESTS_BENCH_MARKS_H */
