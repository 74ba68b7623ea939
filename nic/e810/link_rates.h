/* SPDX-License-Identifier: GPL-2.0 */
/* The rate and the FEC of the link. */
#ifndef E810_LINK_RATES_H
#define E810_LINK_RATES_H

#include "nic/link_end.h"

#include "ice_format.h"

struct e810;
struct nic;

u64 e810_link_types(void);
void e810_link_renew(struct e810 *card);
bool e810_link_agreed(const struct e810 *card);
void e810_link_status(const struct e810 *card,
		      struct ice_aqc_get_link_status_data *status);
void e810_wire_partner(struct nic *nic, const struct nic_offer *offer);

#endif /* E810_LINK_RATES_H */
