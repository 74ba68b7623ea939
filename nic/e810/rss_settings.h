/* SPDX-License-Identifier: GPL-2.0 */
/* The key and the tables of RSS. */
#ifndef E810_RSS_SETTINGS_H
#define E810_RSS_SETTINGS_H

#include "admin_commands.h"

#define E810_GLOBAL_LUTS	16

/**
 * struct e810_luts - the tables that VSIs may use besides their own
 * @pf: the function's
 * @global: the device's
 */
struct e810_luts {
	u8 pf[ICE_LUT_PF_SIZE];
	u8 global[E810_GLOBAL_LUTS][ICE_LUT_GLOBAL_SIZE];
};

u32 e810_rss_queue(const struct e810 *card, u16 vsi, bool hashed, u32 hash);

E810_HANDLER(e810_set_rss_key);
E810_HANDLER(e810_get_rss_key);
E810_HANDLER(e810_set_rss_lut);
E810_HANDLER(e810_get_rss_lut);

#endif /* E810_RSS_SETTINGS_H */
