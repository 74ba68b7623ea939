/* SPDX-License-Identifier: GPL-2.0 */
/* Single or double VLAN mode, which the driver chooses once a package is in. */
#ifndef E810_VLAN_MODE_H
#define E810_VLAN_MODE_H

#include "admin_commands.h"

E810_HANDLER(e810_set_vlan_mode);
E810_HANDLER(e810_get_vlan_mode);
E810_HANDLER(e810_set_port_params);

#endif /* E810_VLAN_MODE_H */
