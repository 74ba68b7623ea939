// SPDX-License-Identifier: GPL-2.0
/*
 * Which models are at the two ends of one wire: two cards on one hub of QEMU.
 * They tell each other which speeds they may use, which no frame could do.
 *
 * A card without such a partner (a virtio NIC, a socket) takes the link that it
 * prefers.
 */
#include "qemu/osdep.h"
#include "net/net.h"

#include "wire_ends.h"

/* A QEMU without it gives no card a partner. */
int net_hub_id_for_client(NetClientState *nc, int *id) __attribute__((weak));

static struct wire_end *ends;

static struct wire_end *partner_of(const struct wire_end *end)
{
	struct wire_end *other;
	int hub, id;

	if (!net_hub_id_for_client || !end->client ||
	    net_hub_id_for_client(end->client, &hub))
		return NULL;
	for (other = ends; other; other = other->next)
		if (other != end &&
		    !net_hub_id_for_client(other->client, &id) && id == hub)
			return other;
	return NULL;
}

/**
 * wire_end_offer() - pass an offer to the other end
 * @end: the end that offers
 * @offer: the offer; kept for a partner that comes later
 */
void wire_end_offer(struct wire_end *end, const struct nic_offer *offer)
{
	struct wire_end *other = partner_of(end);

	end->offer = *offer;
	end->offered = true;
	if (other)
		nic_wire_partner(other->nic, offer);
}

/**
 * wire_end_add() - add an end, and let it and its partner know each other
 * @end: the end; @client and @nic are set
 */
void wire_end_add(struct wire_end *end)
{
	struct wire_end *other = partner_of(end);

	end->next = ends;
	ends = end;
	if (!other)
		return;
	if (other->offered)
		nic_wire_partner(end->nic, &other->offer);
	if (end->offered)
		nic_wire_partner(other->nic, &end->offer);
}

/**
 * wire_end_drop() - forget an end
 * @end: the end, which may not have been added
 */
void wire_end_drop(struct wire_end *end)
{
	for (struct wire_end **p = &ends; *p; p = &(*p)->next) {
		if (*p != end)
			continue;
		*p = end->next;
		break;
	}
}
