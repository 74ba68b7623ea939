/* SPDX-License-Identifier: GPL-2.0 */
/* The versions, the capabilities and the address of the card. */
#ifndef E810_CAPABILITIES_H
#define E810_CAPABILITIES_H

#include "admin_commands.h"

E810_HANDLER(e810_get_ver);
E810_HANDLER(e810_driver_ver);
E810_HANDLER(e810_list_caps);
E810_HANDLER(e810_mac_read);
E810_HANDLER(e810_mac_write);

#endif /* E810_CAPABILITIES_H */
