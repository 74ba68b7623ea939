/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __PARSE_VXLAN_H__
#define __PARSE_VXLAN_H__

#include "parser.h"
#include "eth.h"
#include "nsh.h"

#define VXLAN_PROTO	0x04	/* of VXLAN-GPE: the last reserved byte is a protocol */
#define VXLAN_VNI	0x08
#define VXLAN_GPE_OAM	0x01
#define VXLAN_GPE_VERSION	0x30

struct vxlan_header {
	__u8 flags;
	__u8 reserved[2];
	__u8 next;
	__be32 vni;
};

static __always_inline int parse_vxlan_gpe(const struct vxlan_header *vxlan,
					   struct encap *encap)
{
	encap->kind = TUNNEL_VXLAN_GPE;
	encap->proto = vxlan->flags & VXLAN_PROTO ? nsh_ethertype(vxlan->next) :
						    ETH_P_TEB;
	if (vxlan->flags & (VXLAN_GPE_OAM | VXLAN_GPE_VERSION) || !encap->proto)
		return TUNNEL_UNREAD(VXLAN_GPE);
	return 0;
}

/* RFC 7348 tells receivers to ignore reserved flags. One of these, VXLAN_PROTO, makes the
 * packet one of VXLAN-GPE, on any port of VXLAN. On that of VXLAN-GPE each packet is one.
 */
static __noinline int parse_vxlan(struct packet *pkt, struct encap *encap,
				  bool gpe)
{
	struct vxlan_header buf;
	const struct vxlan_header *vxlan;

	vxlan = packet_pull(pkt, &buf, sizeof(buf));
	if (!vxlan)
		return TUNNEL_TRUNCATED;
	if (!(vxlan->flags & VXLAN_VNI))
		return gpe ? TUNNEL_UNREAD(VXLAN_GPE) : TUNNEL_UNREAD(VXLAN);
	if (gpe || vxlan->flags & VXLAN_PROTO)
		return parse_vxlan_gpe(vxlan, encap);
	encap->kind = TUNNEL_VXLAN;
	encap->proto = ETH_P_TEB;
	return 0;
}

#endif /* __PARSE_VXLAN_H__ */
