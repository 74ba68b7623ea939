/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A packet whose descriptor has a hash, a tag and a timestamp of the card.
 *
 * CARD_TYPE is defined before: the type of an IPv6 packet with UDP in the
 * card's descriptor.
 */
#ifndef TESTS_LAYER_CASES_DESCRIBED_H
#define TESTS_LAYER_CASES_DESCRIBED_H

#include <stdio.h>
#include <string.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "tests/layer/path/path.h"

/* Leads to queue 0, which a socket of AF_XDP is bound to */
#define DESC_HASH	0xdeadbe00
#define DESC_RSS_TYPE	0x2a	/* XDP_RSS_TYPE_L4_IPV6_UDP */
#define DESC_TCI	0xa123
#define DESC_WORDS	"inject hash=0xdeadbe00 type=" CARD_TYPE " vlan=0xa123 "

/* Have the card of eth1 receive packet @seq, and wait until it has arrived. */
static inline int described_inject(__u32 seq)
{
	char line[sizeof(DESC_WORDS) + 2 * PATH_LEN] = DESC_WORDS;
	char *to = line + strlen(line);
	__u8 frame[PATH_LEN] = { 0 };
	int i;

	path_packet((struct rxm_packet *)frame, seq);
	for (i = 0; i < PATH_LEN; i++)
		to += sprintf(to, "%02x", frame[i]);
	return card_control(1, line, NULL, 0) ?:
	       net_wait(&path_bpf->bss->observed_total, seq + 1);
}

#endif /* TESTS_LAYER_CASES_DESCRIBED_H */
