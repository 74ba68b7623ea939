/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_READ_TUNNEL_H__
#define __PARSE_READ_TUNNEL_H__

#include "esp.h"
#include "read_flow.h"

/**
 * read_tunnel() - do the same as read_flow(), and read ESP too
 * @ctx: packet
 * @flow: set to the inner flow, or to the outer one with an SPI
 * @encap: has the ports of tunnels over UDP; the kind of tunnel is set
 *
 * Return: 0, or the reason to pass: &enum tunnel_counter.
 */
static __noinline int read_tunnel(struct xdp_md *ctx, struct flow *flow,
				  struct encap *encap)
{
	struct packet pkt;
	int why;

	packet_init(&pkt, ctx);
	why = read_outer(&pkt, flow, encap);
	if (why)
		return why;
	if (encap_is_esp(encap))
		return parse_esp(&pkt, flow, encap);
	return read_inner(&pkt, flow, encap);
}

#endif /* __PARSE_READ_TUNNEL_H__ */
