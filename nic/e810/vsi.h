/* SPDX-License-Identifier: GPL-2.0 */
/* VSIs: the ends of the switch in the card, each with queues. */
#ifndef E810_VSI_H
#define E810_VSI_H

#include "admin_commands.h"

/* ICE_MAX_VSI of the device, for eight functions, rounded down */
#define E810_VSIS	64
#define E810_KEY_LEN	ICE_GET_SET_RSS_KEY_EXTEND_KEY_SIZE

/**
 * struct e810_vsi_counters - counters of one direction of a VSI
 * @bytes: bytes of all frames
 * @unicast: frames to one address
 * @multicast: frames to a group
 * @broadcast: frames to all
 */
struct e810_vsi_counters {
	u64 bytes, unicast, multicast, broadcast;
};

/**
 * struct e810_vsi - a VSI
 * @used: it exists
 * @type: ICE_AQ_VSI_TYPE_...
 * @props: its context, as the driver gave it
 * @key: the key of RSS
 * @lut: its own table of RSS
 * @rx: counters of received frames
 * @tx: counters of sent frames
 * @dropped: received frames for which there was no descriptor
 */
struct e810_vsi {
	bool used;
	u8 type;
	struct ice_aqc_vsi_props props;
	u8 key[E810_KEY_LEN];
	u8 lut[ICE_LUT_VSI_SIZE];
	struct e810_vsi_counters rx, tx;
	u32 dropped;
};

struct e810_vsi *e810_vsi_find(struct e810 *card, u16 number);
u32 e810_vsi_used(const struct e810 *card);
void e810_vsi_reset(struct e810 *card);
u16 e810_vsi_outer_tpid(const struct ice_aqc_vsi_props *props);
void e810_vsi_count(struct e810_vsi_counters *counters, const u8 *frame,
		    u32 len);

E810_HANDLER(e810_add_vsi);
E810_HANDLER(e810_update_vsi);
E810_HANDLER(e810_free_vsi);

#endif /* E810_VSI_H */
