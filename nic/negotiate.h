/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The link of a wire, by what its two ends may use. This is about Ethernet and
 * not about one kind of card.
 */
#ifndef NIC_NEGOTIATE_H
#define NIC_NEGOTIATE_H

#include <stdint.h>

/* Link modes, the best first; of one speed, those for copper are first. */
enum nic_link_mode {
	NIC_100000_CR4, NIC_100000_KR4, NIC_100000_SR4, NIC_100000_LR4,
	NIC_50000_CR2, NIC_50000_KR2, NIC_50000_SR2,
	NIC_40000_CR4, NIC_40000_KR4, NIC_40000_SR4, NIC_40000_LR4,
	NIC_25000_CR, NIC_25000_KR, NIC_25000_SR,
	NIC_10000_CR, NIC_10000_KR, NIC_10000_SR,
	NIC_1000_KX,
	NIC_LINK_MODES,
	NIC_LINK_NONE = NIC_LINK_MODES,
};

/* Groups of speeds, each with forward error corrections (FEC) of its own */
enum nic_fec_group {
	NIC_FEC_10_40, NIC_FEC_25, NIC_FEC_50, NIC_FEC_100, NIC_FEC_GROUPS,
};

enum {
	NIC_FEC_NONE = 1 << 0,
	NIC_FEC_BASER = 1 << 1,
	NIC_FEC_RS = 1 << 2,
};

/**
 * struct nic_offer - what an end of a wire may use
 * @modes: link modes, by bit
 * @fec: NIC_FEC_... bits, for each group of speeds
 */
struct nic_offer {
	uint32_t modes;
	uint8_t fec[NIC_FEC_GROUPS];
};

/**
 * struct nic_link - a link
 * @mode: the link mode; NIC_LINK_NONE when the ends cannot agree
 * @fec: the NIC_FEC_... in use
 */
struct nic_link {
	enum nic_link_mode mode;
	uint8_t fec;
};

struct nic_link nic_negotiate(const struct nic_offer *own,
			      const struct nic_offer *partner);
unsigned int nic_link_speed(enum nic_link_mode mode);
enum nic_fec_group nic_link_fec_group(enum nic_link_mode mode);

#endif /* NIC_NEGOTIATE_H */
