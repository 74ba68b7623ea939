// SPDX-License-Identifier: GPL-2.0
/* Build and check test frames byte by byte. */
#include <string.h>
#include <arpa/inet.h>

#include "frame.h"
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
 * frame_begin() - start a frame with its addresses
 * @f: the frame
 * @number: record_hints.bpf.c tells frames apart by it
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

/* Add a VLAN tag. */
void frame_tag(struct frame *f, __u16 tpid, __u16 tci)
{
	add16(f, tpid);
	add16(f, tci);
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
 * frame_flow() - add the rest, from the EtherType on
 * @f: the frame
 * @flow: its headers
 * @payload: bytes of payload
 *
 * Byte i of the payload is i plus the number of the frame. The checksums of TCP and UDP
 * stay 0: none for UDP over IPv4, wrong for the others.
 */
void frame_flow(struct frame *f, const struct flow *flow, size_t payload)
{
	size_t l4 = flow_l4_len(flow);
	__u8 number = f->data[11];

	if (!flow->version) {
		add16(f, 0x88b5);
	} else {
		add16(f, flow->version == 4 ? 0x0800 : 0x86dd);
		add_ip(f, flow, l4 + payload);
	}
	if (l4) {
		__u8 head[20] = { 0 };
		size_t at = flow->proto == IPPROTO_AH ? 4 : 0;

		head[12] = 0x50;
		memcpy(head + at, &(__u16){ htons(flow->sport) }, 2);
		memcpy(head + at + 2, &(__u16){ htons(flow->dport) }, 2);
		if (flow->proto == IPPROTO_UDP)
			memcpy(head + 4, &(__u16){ htons(8 + payload) }, 2);
		add(f, head, l4);
	}
	for (size_t i = 0; i < payload; i++)
		f->data[f->len++] = i + number;
}

/* Offset and length of TCP or UDP, and the sum of its pseudo header */
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
 * frame_is_right() - whether the checksums of IP and of TCP or UDP are right
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
 * @f: the frame, after frame_flow()
 * @flow: its headers
 * @partly: fill in the sum of the pseudo header only, for checksum offload
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
