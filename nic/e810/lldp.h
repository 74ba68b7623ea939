/* SPDX-License-Identifier: GPL-2.0 */
/* What the card would tell its neighbour by LLDP. */
#ifndef E810_LLDP_H
#define E810_LLDP_H

#include "admin_commands.h"

#define E810_LLDP_MAX	1500

/**
 * struct e810_lldp - the local MIB
 * @len: its length, 0: none
 * @mib: as the driver gave it
 */
struct e810_lldp {
	u16 len;
	u8 mib[E810_LLDP_MAX];
};

E810_HANDLER(e810_lldp_set_mib);
E810_HANDLER(e810_lldp_get_mib);

#endif /* E810_LLDP_H */
