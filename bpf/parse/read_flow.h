/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_READ_FLOW_H__
#define __PARSE_READ_FLOW_H__

#include "parser.h"
#include "eth.h"
#include "ip.h"
#include "encap.h"
#include "l4.h"

/* Go from the first byte to the end of the headers around the inner packet. */
static __always_inline int read_outer(struct packet *pkt, struct flow *flow,
				      struct encap *encap)
{
	__u16 proto = 0;
	int why;

	why = parse_eth(pkt, &proto);
	if (why)
		return why;
	if (!eth_is_ip(proto))
		return TUNNEL_NOT_TUNNEL;

	why = parse_ip(pkt, flow, proto);
	if (why)
		return why;
	return parse_encap(pkt, flow, encap);
}

static __always_inline int read_inner(struct packet *pkt, struct flow *flow,
				      const struct encap *encap)
{
	int why = parse_ip(pkt, flow, encap->proto);

	return why ?: parse_l4(pkt, flow);
}

/**
 * read_flow() - parse a packet down to the flow in its tunnel
 * @ctx: packet
 * @flow: set to the inner flow
 * @encap: has the ports of tunnels over UDP; the kind of tunnel is set
 *
 * Return: 0, or the reason to pass: &enum tunnel_counter.
 */
static __noinline int read_flow(struct xdp_md *ctx, struct flow *flow,
				struct encap *encap)
{
	struct packet pkt;
	int why;

	packet_init(&pkt, ctx);
	why = read_outer(&pkt, flow, encap);
	return why ?: read_inner(&pkt, flow, encap);
}

#endif /* __PARSE_READ_FLOW_H__ */
