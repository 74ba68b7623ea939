/* SPDX-License-Identifier: GPL-2.0 */
/* The link of the port: what the driver allows, and what came of it. */
#ifndef CX5_LINK_H
#define CX5_LINK_H

#include <linux/types.h>

#include "nic/link_end.h"

struct cx5;
struct nic;

/**
 * struct cx5_link - the link
 * @admin: link modes that the driver allows, as bits of register PTYS
 * @fixed: the driver wants no negotiation
 * @fec: FEC that the driver wants in each group of speeds, as bits of register
 *	PPLM; 0: the card chooses
 * @end: what came of it with the other end of the wire
 * @downs: how often the link went down
 */
struct cx5_link {
	u32 admin;
	bool fixed;
	u8 fec[NIC_FEC_GROUPS];
	struct nic_link_end end;
	u32 downs;
};

void cx5_link_init(struct cx5 *cx5);
void cx5_link_renew(struct cx5 *cx5);
void cx5_wire_partner(struct nic *nic, const struct nic_offer *offer);
u32 cx5_link_capable(void);
u32 cx5_link_protocols(u32 modes);
u8 cx5_link_fec_capable(enum nic_fec_group group);

#endif /* CX5_LINK_H */
