/* SPDX-License-Identifier: GPL-2.0 */
/* The sideband queue: registers of the PHY. */
#ifndef E810_SIDEBAND_H
#define E810_SIDEBAND_H

#include "admin_commands.h"

struct e810;

E810_HANDLER(e810_neighbour_device_request);

u16 e810_sideband_run(struct e810 *card, struct AQ_STRUCT(aq_desc) *desc);

#endif /* E810_SIDEBAND_H */
