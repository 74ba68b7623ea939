/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_READ_FLOW_H__
#define __PARSE_READ_FLOW_H__

#include "parser.h"
#include "eth.h"
#include "ip.h"
#include "encap.h"
#include "l4.h"

/* Parse the headers of the link: Ethernet, and PPPoE or NSH in it. NSH is a tunnel itself. */
static __always_inline int read_link(struct packet *pkt, struct encap *encap)
{
	int why = parse_eth(pkt, &encap->proto);

	if (why)
		return why;
	switch (encap->proto) {
	case ETH_P_PPPOE:
		encap->pppoe = true;
		return parse_pppoe(pkt, &encap->proto);
	case ETH_P_PPPOE_DISCOVERY:
		return TUNNEL_UNREAD(PPPOE_DISCOVERY);
	case ETH_P_NSH:
		encap->kind = TUNNEL_NSH;
		return parse_payload(pkt, &encap->proto);
	default:
		return 0;
	}
}

/* Go from the first byte to the end of the headers around the inner packet. */
static __always_inline int read_outer(struct packet *pkt, struct flow *flow,
				      struct encap *encap)
{
	int why = read_link(pkt, encap);

	if (why || encap->kind == TUNNEL_NSH)
		return why;
	if (!eth_is_ip(encap->proto))
		return TUNNEL_NOT_TUNNEL;

	why = parse_ip(pkt, flow, encap->proto);
	if (why)
		return why;
	return parse_encap(pkt, flow, encap);
}

static __always_inline int read_inner(struct packet *pkt, struct flow *flow,
				      const struct encap *encap)
{
	int why = encap->bare ? 0 : parse_ip(pkt, flow, encap->proto);

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
