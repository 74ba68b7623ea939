/* SPDX-License-Identifier: GPL-2.0 */
/* What a received frame is: its packet type, its hash. */
#ifndef E810_CLASSIFY_H
#define E810_CLASSIFY_H

#include "ice_format.h"

struct e810;
struct nic_headers;

/**
 * struct e810_hash - the result of RSS
 * @valid: a profile said what to hash
 * @value: the hash
 */
struct e810_hash {
	bool valid;
	u32 value;
};

u16 e810_ptype(const struct nic_headers *headers);
struct e810_hash e810_hash(struct e810 *card, u16 vsi, u16 ptype,
			   const u8 *frame, u32 len,
			   const struct nic_headers *headers);

#endif /* E810_CLASSIFY_H */
