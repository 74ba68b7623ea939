/* SPDX-License-Identifier: GPL-2.0 */
/* Receive test frames on the first card with record_hints.bpf.c. */
#ifndef TESTS_NIC_LISTENER_H
#define TESTS_NIC_LISTENER_H

#include "frame.h"
#include "hints.h"
#include "record_hints.skel.h"

/**
 * struct listener - a program on the first card that records hints
 * @skel: the program and the hints
 * @link: keeps the program attached; NULL for the one of listener_share()
 * @fd: a packet socket on the second card, to send by
 */
struct listener {
	struct record_hints *skel;
	struct bpf_link *link;
	int fd;
};

struct record_hints *listener_load(unsigned int ifindex);
int listener_share(bool attach);
int listener_open(struct listener *l);
void listener_close(struct listener *l);
bool listener_wait(const struct listener *l, __u32 total);
const struct hints *listener_pass(struct listener *l, __u8 number,
				  const struct flow *flow, __u16 tpid,
				  __u16 tci);

#endif /* TESTS_NIC_LISTENER_H */
