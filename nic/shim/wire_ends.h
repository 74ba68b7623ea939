/* SPDX-License-Identifier: GPL-2.0 */
/* Which models are at the two ends of one wire. */
#ifndef SHIM_WIRE_ENDS_H
#define SHIM_WIRE_ENDS_H

#include "nic/nic.h"

struct NetClientState;

/**
 * struct wire_end - a model at the end of a wire
 * @next: the next one in the list of all
 * @client: its network client
 * @nic: the model
 * @offer: what it offered last
 * @offered: it has offered something
 */
struct wire_end {
	struct wire_end *next;
	struct NetClientState *client;
	struct nic *nic;
	struct nic_offer offer;
	bool offered;
};

void wire_end_offer(struct wire_end *end, const struct nic_offer *offer);
void wire_end_add(struct wire_end *end);
void wire_end_drop(struct wire_end *end);

#endif /* SHIM_WIRE_ENDS_H */
