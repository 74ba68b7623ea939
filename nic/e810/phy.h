/* SPDX-License-Identifier: GPL-2.0 */
/* The PHY and the MAC: how the driver sets the link up. */
#ifndef E810_PHY_H
#define E810_PHY_H

#include "admin_commands.h"

E810_HANDLER(e810_get_phy_caps);
E810_HANDLER(e810_set_phy_cfg);
E810_HANDLER(e810_set_mac_cfg);
E810_HANDLER(e810_restart_an);
E810_HANDLER(e810_get_link_status);
E810_HANDLER(e810_set_event_mask);
E810_HANDLER(e810_set_mac_lb);
E810_HANDLER(e810_get_link_topo);
E810_HANDLER(e810_set_port_id_led);
E810_HANDLER(e810_get_port_options);
E810_HANDLER(e810_sff_eeprom);

#endif /* E810_PHY_H */
