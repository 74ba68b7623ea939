// SPDX-License-Identifier: GPL-2.0
/* A run with known answers for what counts cache lines: these packets are only marks. */
#include "cost.h"

#define LINE		64
#define OWN_LINES	10	/* of each packet */
#define SHARED_LINES	3	/* of all packets */
/* No two packets of a window have the same lines. */
#define SETS		(2 * POLL_WINDOW)

static char own[SETS][OWN_LINES][LINE] __attribute__((aligned(LINE)));
static char shared[SHARED_LINES][LINE] __attribute__((aligned(LINE)));

#define LOAD(bytes, addr)	asm volatile("mov (%0), %%" bytes :: "r"(addr) : "rax", "memory")
#define STORE(bytes, addr)	asm volatile("mov %%" bytes ", (%0)" :: "r"(addr) : "memory")

/* Loads and stores, twice to the same line, and one access to two lines */
static inline void touch(char (*lines)[LINE])
{
	for (int i = 0; i < OWN_LINES - 2; i++)
		STORE("al", lines[i]);
	STORE("al", lines[0] + 1);
	LOAD("rax", lines[OWN_LINES - 1] - 4);
	for (int i = 0; i < SHARED_LINES; i++)
		LOAD("al", shared[i]);
}

/**
 * self_check() - a run in which each packet touches 13 lines, of which 10 are its own
 * @packets: how many
 *
 * The loop keeps all of its variables in registers, so that it touches no other line.
 */
void self_check(__u32 packets)
{
	MARK(MARK_BEGIN);
	for (__u32 i = 0; i < packets; i++) {
		MARK(MARK_PACKET);
		touch(own[i % SETS]);
	}
	MARK(MARK_END);
}
