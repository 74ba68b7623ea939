/* SPDX-License-Identifier: GPL-2.0 */
/* The first card listens, with record_hints.bpf.c; the second one sends. */
#ifndef TESTS_NIC_LISTENER_H
#define TESTS_NIC_LISTENER_H

#include "tests/lib/card.h"
#include "hints.h"
#include "record_hints.skel.h"

#define FEW		256	/* entries of a ring, for most cases */
#define WAIT_MS		3000

#define N_FLOWS		8

extern const struct flow flows[N_FLOWS];
extern const char *dev, *peer;	/* the first card, and the second */

/**
 * struct listener - one card that listens to the other
 * @skel: what it has learned
 * @link: holds the program, NULL: it is left attached
 * @fd: a socket on the second card
 */
struct listener {
	struct record_hints *skel;
	struct bpf_link *link;
	int fd;
};

int listener_cards(void);
int listener_ready(const char *gro);
int listener_rings(unsigned int entries);
int listener_share(bool attach);
int listener_open(struct listener *l);
void listener_close(struct listener *l);
bool listener_wait(const struct listener *l, __u32 total);
const struct hints *listener_pass(struct listener *l, __u8 number,
				  const struct flow *flow, __u16 tpid,
				  __u16 tci);
int listener_exact(struct listener *l);
int listener_many(struct listener *l, unsigned int n, __u32 *queues);

#endif /* TESTS_NIC_LISTENER_H */
