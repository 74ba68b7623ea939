// SPDX-License-Identifier: GPL-2.0
/* A card's end of the wire, which agrees with the other end on the link. */
#include "nic/lines.h"
#include "nic/link_end.h"
#include "nic/nic.h"

/* The link goes down before it comes up in another mode. */
static void agree(struct nic *nic, struct nic_link_end *end,
		  const struct nic_offer *own, void (*update)(struct nic *nic))
{
	struct nic_link next;

	next = nic_negotiate(own, end->has_partner ? &end->partner : NULL);
	if (next.mode == end->now.mode && next.fec == end->now.fec)
		return;
	nic_trace(nic, "link: %u Mbit/s, fec %u", nic_link_speed(next.mode),
		  next.fec);
	end->now.mode = NIC_LINK_NONE;
	update(nic);
	end->now = next;
	update(nic);
}

/**
 * nic_link_end_renew() - agree with the other end again
 * @nic: the card
 * @end: its end of the wire
 * @own: what this end may use from now on
 * @update: reports the state of the link to the driver if it has changed
 */
void nic_link_end_renew(struct nic *nic, struct nic_link_end *end,
			const struct nic_offer *own,
			void (*update)(struct nic *nic))
{
	if (nic->host.wire_offer)
		nic->host.wire_offer(nic->host.opaque, own);
	agree(nic, end, own, update);
}

/**
 * nic_link_end_partner() - the other end says what it may use
 * @nic: the card
 * @end: its end of the wire
 * @partner: the offer of the other end
 * @own: what this end may use
 * @update: see nic_link_end_renew()
 */
void nic_link_end_partner(struct nic *nic, struct nic_link_end *end,
			  const struct nic_offer *partner,
			  const struct nic_offer *own,
			  void (*update)(struct nic *nic))
{
	end->partner = *partner;
	end->has_partner = true;
	agree(nic, end, own, update);
}
