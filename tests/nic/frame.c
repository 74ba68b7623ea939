// SPDX-License-Identifier: GPL-2.0
/* Test frames, byte by byte. */
#include <string.h>
#include <arpa/inet.h>

#include "tests/lib/toeplitz.h"
#include "tests/lib/card.h"
#include "hints.h"

static void add(struct frame *f, const void *data, size_t len)
{
	memcpy(f->data + f->len, data, len);
	f->len += len;
}

static void add16(struct frame *f, __u16 val)
{
	val = htons(val);
	add(f, &val, sizeof(val));
}

/**
 * frame_begin() - the addresses
 * @f: the frame
 * @number: what record_hints.bpf.c knows it by
 */
void frame_begin(struct frame *f, __u8 number)
{
	static const __u8 dst[] = { 0x02, 0, 0, 0, 0x01, 0x01 };
	static const __u8 src[] = HINTS_MAC;

	f->len = 0;
	add(f, dst, sizeof(dst));
	add(f, src, sizeof(src));
	add(f, &number, 1);
}

void frame_tag(struct frame *f, __u16 tpid, __u16 tci)
{
	add16(f, tpid);
	add16(f, tci);
}

static size_t l4_len(const struct flow *flow)
{
	switch (flow->proto) {
	case IPPROTO_TCP:
		return 20;
	case IPPROTO_UDP:
		return 8;
	}
	return 0;
}

static __u32 sum(const void *data, size_t len, __u32 acc)
{
	const __u8 *p = data;

	for (size_t i = 0; i < len; i++)
		acc += i & 1 ? p[i] : p[i] << 8;
	return acc;
}

static __u16 fold(__u32 acc)
{
	while (acc >> 16)
		acc = (acc & 0xffff) + (acc >> 16);
	return ~acc;
}

static void add_ip(struct frame *f, const struct flow *flow, size_t len)
{
	__u8 ip[40] = { 0 };

	if (flow->version == 4) {
		ip[0] = 0x45;
		ip[2] = (len + 20) >> 8;
		ip[3] = len + 20;
		ip[8] = 64;
		ip[9] = flow->proto;
		inet_pton(AF_INET, flow->src, ip + 12);
		inet_pton(AF_INET, flow->dst, ip + 16);
		len = fold(sum(ip, 20, 0));
		ip[10] = len >> 8;
		ip[11] = len;
		add(f, ip, 20);
	} else {
		ip[0] = 0x60;
		ip[4] = len >> 8;
		ip[5] = len;
		ip[6] = flow->proto;
		ip[7] = 64;
		inet_pton(AF_INET6, flow->src, ip + 8);
		inet_pton(AF_INET6, flow->dst, ip + 24);
		add(f, ip, 40);
	}
}

/**
 * frame_flow() - the rest, from the EtherType on
 * @f: the frame
 * @flow: its headers
 * @payload: bytes behind them
 *
 * Byte i of the payload is i, but for its upper bits, which are those of the
 * frame's number. UDP has no checksum over IPv4; others are left 0 and wrong.
 */
void frame_flow(struct frame *f, const struct flow *flow, size_t payload)
{
	size_t l4 = l4_len(flow);
	__u8 number = f->data[11];

	if (!flow->version) {
		add16(f, 0x88b5);
	} else {
		add16(f, flow->version == 4 ? 0x0800 : 0x86dd);
		add_ip(f, flow, l4 + payload);
	}
	if (l4) {
		__u8 head[20] = { 0 };

		head[12] = 0x50;
		memcpy(head, &(__u16){ htons(flow->sport) }, 2);
		memcpy(head + 2, &(__u16){ htons(flow->dport) }, 2);
		if (flow->proto == IPPROTO_UDP)
			memcpy(head + 4, &(__u16){ htons(8 + payload) }, 2);
		add(f, head, l4);
	}
	for (size_t i = 0; i < payload; i++)
		f->data[f->len++] = i + number;
}

/* Where TCP or UDP begins, how long it is, and the sum of its pseudo header */
static __u32 sum_pseudo(const struct frame *f, size_t *l4, size_t *len)
{
	const __u8 *ip = f->data + 14;
	bool v4 = ip[0] >> 4 == 4;
	__u32 acc;

	*l4 = v4 ? 34 : 54;
	*len = v4 ? (ip[2] << 8 | ip[3]) - 20 : ip[4] << 8 | ip[5];
	acc = (v4 ? ip[9] : ip[6]) + *len;
	return v4 ? sum(ip + 12, 8, acc) : sum(ip + 8, 32, acc);
}

/**
 * frame_is_right() - whether the checksums of IP and of what is in it are right
 * @f: an IP packet with TCP or UDP, without options
 */
bool frame_is_right(const struct frame *f)
{
	bool v4 = f->data[14] >> 4 == 4;
	size_t l4, len;
	__u32 acc = sum_pseudo(f, &l4, &len);

	return l4 + len <= f->len && !fold(sum(f->data + l4, len, acc)) &&
	       (!v4 || !fold(sum(f->data + 14, 20, 0)));
}

/**
 * frame_seal() - fill in the checksum of TCP or UDP
 * @f: as frame_flow() left it
 * @flow: the same
 * @partly: only the pseudo header's, as who is to add the rest wants it
 */
void frame_seal(struct frame *f, const struct flow *flow, bool partly)
{
	size_t l4, len;
	__u32 acc = sum_pseudo(f, &l4, &len);
	__u8 *field = f->data + l4 + (flow->proto == IPPROTO_TCP ? 16 : 6);
	__u16 csum;

	if (partly)
		csum = ~fold(acc);
	else
		csum = fold(sum(f->data + l4, len, acc)) ?: 0xffff;
	field[0] = csum >> 8;
	field[1] = csum;
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

/**
 * flow_tuple() - what is hashed of a flow
 * @flow: the flow
 * @ports: with its ports
 * @symmetric: OR and XOR of each pair, as mlx5 asks its card to do
 * @tuple: gets the bytes, at most 36
 *
 * Return: how many.
 */
size_t flow_tuple(const struct flow *flow, bool ports, bool symmetric,
		  __u8 *tuple)
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
			 symmetric);
	return n;
}

/* Whether the card hashes its ports: those of TCP and UDP. */
static bool has_ports(const struct flow *flow)
{
	return l4_len(flow);
}

/* The type that the driver shall give for a flow. */
__u32 flow_type(const struct flow *flow)
{
	__u32 type = flow->version == 4 ? L3_V4 : L3_V6;

	if (has_ports(flow))
		type |= L4 | (flow->proto == IPPROTO_TCP ? L4_TCP : L4_UDP);
	return type;
}

/**
 * flow_hash() - the hash that the card shall give for a flow
 * @flow: the flow
 * @key: Toeplitz key
 * @symmetric: as of flow_tuple()
 *
 * Return: the hash.
 */
__u32 flow_hash(const struct flow *flow, const __u8 *key, bool symmetric)
{
	__u8 tuple[36];
	size_t n = flow_tuple(flow, has_ports(flow), symmetric, tuple);

	return toeplitz_ref(key, tuple, n);
}
