/* SPDX-License-Identifier: GPL-2.0 */
/* A card's end of the wire, which agrees with the other end on the link. */
#ifndef NIC_LINK_END_H
#define NIC_LINK_END_H

#include <stdbool.h>

#include "nic/negotiate.h"

struct nic;

/**
 * struct nic_link_end - an end of the wire
 * @partner: what the other end may use
 * @has_partner: the other end has said so
 * @now: the link; NIC_LINK_NONE: the ends have no mode in common
 */
struct nic_link_end {
	struct nic_offer partner;
	bool has_partner;
	struct nic_link now;
};

void nic_link_end_renew(struct nic *nic, struct nic_link_end *end,
			const struct nic_offer *own,
			void (*update)(struct nic *nic));
void nic_link_end_partner(struct nic *nic, struct nic_link_end *end,
			  const struct nic_offer *partner,
			  const struct nic_offer *own,
			  void (*update)(struct nic *nic));

#endif /* NIC_LINK_END_H */
