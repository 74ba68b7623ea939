/* SPDX-License-Identifier: GPL-2.0 */
/* Flows of test frames, and the hashes that a card has to compute for them. */
#ifndef TESTS_NIC_FLOWS_H
#define TESTS_NIC_FLOWS_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

/**
 * struct flow - headers of a test frame
 * @version: 4 or 6, of IP; 0 for a frame without IP
 * @proto: IP protocol
 * @src: source address as text
 * @dst: destination address as text
 * @sport: source port, of TCP and UDP; the upper half of the SPI of ESP and AH
 * @dport: destination port, of TCP and UDP; the lower half of the SPI
 */
struct flow {
	int version;
	int proto;
	const char *src, *dst;
	__u16 sport, dport;
};

/* The key of the verification suite of the RSS specification, for ethtool -X */
#define PUBLISHED_KEY \
	"6d:5a:56:da:25:5b:0e:c2:41:67:25:3d:43:a3:8f:b0:d0:ca:2b:cb:" \
	"ae:7b:30:b4:77:cb:2d:a3:80:30:f2:0c:6a:42:b7:3b:be:ac:01:fa"

#define N_FLOWS		8

extern const struct flow flows[N_FLOWS];

size_t flow_l4_len(const struct flow *flow);
__u32 flow_type(const struct flow *flow);
__u32 flow_hash(const struct flow *flow, const __u8 *key, bool symmetric);

#endif /* TESTS_NIC_FLOWS_H */
