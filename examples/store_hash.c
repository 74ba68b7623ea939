// SPDX-License-Identifier: GPL-2.0
/*
 * usage: store_hash INTERFACE [PACKETS]
 *
 * Loads the programs of store_hash.bpf.c, and waits until the stack has seen the stored
 * hash of so many packets (10).
 */
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "store_hash.skel.h"

#define WAIT_MS	30000

static int attach(struct store_hash_bpf *prog, int ifindex)
{
	prog->links.store_hash =
		bpf_program__attach_xdp(prog->progs.store_hash, ifindex);
	prog->links.see_hash =
		bpf_program__attach_tcx(prog->progs.see_hash, ifindex, NULL);
	return prog->links.store_hash && prog->links.see_hash ? 0 : -1;
}

static int wait_for_packets(struct store_hash_bpf *prog, unsigned long packets)
{
	volatile typeof(*prog->bss) *count = prog->bss;

	printf("attached; waiting for %lu packets\n", packets);
	fflush(stdout);
	for (int ms = 0; ms < WAIT_MS && count->seen < packets; ms += 10)
		usleep(10000);
	printf("hash stored %llu times, seen by the stack %llu times\n",
	       count->stored, count->seen);
	return count->seen >= packets ? 0 : 1;
}

int main(int argc, char **argv)
{
	unsigned long packets = argc > 2 ? strtoul(argv[2], NULL, 10) : 10;
	int ifindex = argc > 1 ? if_nametoindex(argv[1]) : 0, status = 1;
	struct store_hash_bpf *prog;

	if (!ifindex) {
		fprintf(stderr, "usage: store_hash INTERFACE [PACKETS]\n");
		return 2;
	}
	prog = store_hash_bpf__open_and_load();
	if (prog && !attach(prog, ifindex))
		status = wait_for_packets(prog, packets);
	else
		perror("store_hash");
	store_hash_bpf__destroy(prog);
	return status;
}
