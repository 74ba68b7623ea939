// SPDX-License-Identifier: GPL-2.0
/* Flows of test frames, and the hashes that a card has to compute for them. */
#include <arpa/inet.h>
#include <netinet/in.h>

#include "tests/lib/rss_type.h"
#include "tests/lib/toeplitz_reference.h"
#include "flows.h"

const struct flow flows[N_FLOWS] = {
	{ 4, IPPROTO_TCP, "66.9.149.187", "161.142.100.80", 2794, 1766 },
	{ 4, IPPROTO_TCP, "199.92.111.2", "65.69.140.83", 14230, 4739 },
	{ 4, IPPROTO_UDP, "24.19.198.95", "12.22.207.184", 12898, 38024 },
	{ 4, IPPROTO_UDP, "38.27.205.30", "209.142.163.6", 48228, 2217 },
	{ 4, IPPROTO_GRE, "153.39.163.191", "202.188.127.2", 0, 0 },
	{ 6, IPPROTO_TCP, "3ffe:2501:200:1fff::7", "3ffe:2501:200:3::1",
	  2794, 1766 },
	{ 6, IPPROTO_UDP, "3ffe:501:8::260:97ff:fe40:efab", "ff02::1",
	  14230, 4739 },
	{ 6, IPPROTO_GRE, "3ffe:1900:4545:3:200:f8ff:fe21:67cf",
	  "fe80::200:f8ff:fe21:67cf", 0, 0 },
};

/* Length of the TCP, UDP, ESP or AH header, 0 for other protocols */
size_t flow_l4_len(const struct flow *flow)
{
	switch (flow->proto) {
	case IPPROTO_TCP:
		return 20;
	case IPPROTO_UDP:
	case IPPROTO_ESP:
		return 8;
	case IPPROTO_AH:
		return 12;
	}
	return 0;
}

static size_t put(__u8 *p, const __u8 *a, const __u8 *b, size_t len,
		  bool symmetric)
{
	for (size_t i = 0; i < len; i++) {
		p[i] = symmetric ? a[i] | b[i] : a[i];
		p[len + i] = symmetric ? a[i] ^ b[i] : b[i];
	}
	return 2 * len;
}

/* The SPI is one field, so there is nothing to make symmetric. */
static bool has_spi(const struct flow *flow)
{
	return flow->proto == IPPROTO_ESP || flow->proto == IPPROTO_AH;
}

/**
 * flow_tuple() - collect the bytes that a card hashes
 * @flow: the flow
 * @ports: include its ports or its SPI
 * @symmetric: take OR and XOR of each pair of fields, as mlx5 configures its card
 * @tuple: set to the bytes, at most 36
 *
 * Return: number of bytes.
 */
static size_t flow_tuple(const struct flow *flow, bool ports,
			 bool symmetric, __u8 *tuple)
{
	int family = flow->version == 4 ? AF_INET : AF_INET6;
	size_t len = flow->version == 4 ? 4 : 16, n;
	__u16 sport = htons(flow->sport), dport = htons(flow->dport);
	__u8 src[16], dst[16];

	inet_pton(family, flow->src, src);
	inet_pton(family, flow->dst, dst);
	n = put(tuple, src, dst, len, symmetric);
	if (ports)
		n += put(tuple + n, (__u8 *)&sport, (__u8 *)&dport, 2,
			 symmetric && !has_spi(flow));
	return n;
}

/* Cards hash the ports of TCP and UDP, and the SPI of IPsec, only. */
static bool has_ports(const struct flow *flow)
{
	return flow_l4_len(flow);
}

/* Type of the hash, &enum rss_type, that the driver has to report for a flow */
__u32 flow_type(const struct flow *flow)
{
	__u32 type = flow->version == 4 ? L3_IPV4 : L3_IPV6;

	if (has_spi(flow))
		type |= L4_IPSEC;
	else if (has_ports(flow))
		type |= flow->proto == IPPROTO_TCP ? L4_TCP : L4_UDP;
	return type;
}

/**
 * flow_hash() - hash that the driver has to report for a flow
 * @flow: the flow
 * @key: Toeplitz key
 * @symmetric: both directions have the same hash, see flow_tuple()
 *
 * Return: the hash.
 */
__u32 flow_hash(const struct flow *flow, const __u8 *key, bool symmetric)
{
	__u8 tuple[36];
	size_t n = flow_tuple(flow, has_ports(flow), symmetric, tuple);

	return toeplitz_ref(key, tuple, n);
}
