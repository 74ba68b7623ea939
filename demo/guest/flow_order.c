// SPDX-License-Identifier: GPL-2.0
/*
 * The flows of a capture, and whether their packets arrive in the order in which
 * they were sent.
 *
 * Two tunnels keep no order between each other, even if the flows inside are
 * equal: RSS may assign the tunnels to two queues of the NIC. So order is kept by
 * a tunnel flow: an inner flow together with the outer addresses, and ports or SPI.
 */
#include <stdlib.h>
#include <string.h>

#include "alloc.h"
#include "captured_frames.h"
#include "flow_order.h"
#include "flow_reader.h"
#include "port_options.h"
#include "bpf/flow_hash.h"

#define ETH_LEN		14
#define TAG_LEN		4
#define TYPE_VLAN	0x8100
#define TYPE_QINQ	0x88a8
#define TYPE_PPPOE	0x8864
#define PPPOE_LEN	8	/* with PPP */
#define TYPE_NSH	0x894f
#define PROTO_UDP	17
#define PROTO_AH	51
#define OUTER_MAX	37

/**
 * struct tunnel_flow - a frame and the tunnel flow that it belongs to
 * @flow: inner flow
 * @outer: outer addresses, ports or SPI, and whether PPPoE hides them from the NIC
 * @frame: the frame
 */
struct tunnel_flow {
	struct flow flow;
	uint8_t outer[OUTER_MAX];
	struct frame *frame;
};

/* Return: offset of the outer IP header, or 0 if there is none. */
static uint32_t skip_tags(const uint8_t *bytes)
{
	uint32_t at = ETH_LEN, type;

	for (;;) {
		type = bytes[at - 2] << 8 | bytes[at - 1];
		if (type == TYPE_PPPOE)
			return at + PPPOE_LEN;
		if (type == TYPE_NSH)
			return 0;
		if (type != TYPE_VLAN && type != TYPE_QINQ)
			return at;
		at += TAG_LEN;
	}
}

/*
 * RSS sees no addresses in PPPoE, so such packets have a queue of their own. What PPP calls IP
 * is no EtherType: these begin with 0x0600.
 */
static bool in_pppoe(const uint8_t *ip)
{
	return ip[-2] < 6;
}

/* flow_read() has checked that the frame has all of these headers. */
static void read_outer(const struct frame *frame, uint8_t *outer)
{
	const uint8_t *ip = frame->bytes + skip_tags(frame->bytes);
	bool four = ip[0] >> 4 == 4;
	int len = four ? 8 : 32, header = four ? (ip[0] & 15) * 4 : 40;

	memset(outer, 0, OUTER_MAX);
	if (ip == frame->bytes)
		return;
	outer[OUTER_MAX - 1] = in_pppoe(ip);
	memcpy(outer, ip + (four ? 12 : 8), len);
	if (ip[four ? 9 : 6] == PROTO_UDP)
		memcpy(outer + len, ip + header, 4);
	if (ip[four ? 9 : 6] == PROTO_AH)
		memcpy(outer + len, ip + header + 4, 4);	/* SPI */
}

static int compare_flows(const struct tunnel_flow *a, const struct tunnel_flow *b)
{
	return memcmp(&a->flow, &b->flow, sizeof(a->flow));
}

static int compare_tunnel_flows(const void *a, const void *b)
{
	const struct tunnel_flow *one = a, *two = b;

	return compare_flows(one, two) ?:
	       memcmp(one->outer, two->outer, OUTER_MAX);
}

static int read_tunnel_flows(struct capture *capture, struct tunnel_flow *list)
{
	int n = 0;

	for (uint32_t i = 0; i < capture->head->frames; i++) {
		struct frame *frame = &capture->frames[i];

		frame->tunnel_flow = -1;
		if (flow_read(frame->bytes, frame->len, &demo_ports,
			      demo_passed_kinds, &list[n].flow))
			continue;
		read_outer(frame, list[n].outer);
		list[n++].frame = frame;
	}
	return n;
}

/**
 * order_load() - find the flows of a capture
 * @capture: capture with its frames; the numbers of tunnelled frames, flows and
 *	     tunnel flows are set
 */
void order_load(struct capture *capture)
{
	struct tunnel_flow *list = alloc_zeroed(capture->head->frames,
					   sizeof(*list));
	int n = read_tunnel_flows(capture, list);

	qsort(list, n, sizeof(*list), compare_tunnel_flows);
	for (int i = 0; i < n; i++) {
		capture->flows += !i || compare_flows(&list[i - 1], &list[i]);
		capture->tunnel_flows += !i || compare_tunnel_flows(&list[i - 1], &list[i]);
		list[i].frame->tunnel_flow = capture->tunnel_flows - 1;
	}
	free(list);
	capture->tunnelled = n;
	capture->newest = alloc_zeroed(capture->tunnel_flows + 1,
					sizeof(*capture->newest));
}

/**
 * order_expect() - forget which frames have arrived
 * @capture: capture
 */
void order_expect(struct capture *capture)
{
	memset(capture->newest, 0, capture->tunnel_flows * sizeof(*capture->newest));
}

/**
 * order_keeps() - note that a frame has arrived
 * @capture: capture
 * @frame: one of @capture->frames
 *
 * Return: false if a later frame of the same tunnel flow has arrived before.
 */
bool order_keeps(struct capture *capture, const struct frame *frame)
{
	const struct frame **newest;

	if (frame->tunnel_flow < 0)
		return true;
	newest = &capture->newest[frame->tunnel_flow];
	if (*newest > frame)
		return false;
	*newest = frame;
	return true;
}
