// SPDX-License-Identifier: GPL-2.0
/* The link of a wire, by what its two ends may use. */
#include "negotiate.h"

/* Megabits a second */
static const unsigned int speeds[NIC_LINK_MODES] = {
	[NIC_100000_CR4 ... NIC_100000_LR4] = 100000,
	[NIC_50000_CR2 ... NIC_50000_SR2] = 50000,
	[NIC_40000_CR4 ... NIC_40000_LR4] = 40000,
	[NIC_25000_CR ... NIC_25000_SR] = 25000,
	[NIC_10000_CR ... NIC_10000_SR] = 10000,
	[NIC_1000_KX] = 1000,
};

/**
 * nic_link_speed() - the speed of a link mode
 * @mode: the link mode, or NIC_LINK_NONE
 *
 * Return: megabits a second; 0 of NIC_LINK_NONE.
 */
unsigned int nic_link_speed(enum nic_link_mode mode)
{
	return mode < NIC_LINK_MODES ? speeds[mode] : 0;
}

/**
 * nic_link_fec_group() - the group of speeds of a link mode
 * @mode: the link mode
 *
 * Return: the group.
 */
enum nic_fec_group nic_link_fec_group(enum nic_link_mode mode)
{
	switch (nic_link_speed(mode)) {
	case 100000:
		return NIC_FEC_100;
	case 50000:
		return NIC_FEC_50;
	case 25000:
		return NIC_FEC_25;
	}
	return NIC_FEC_10_40;
}

/* IEEE 802.3 wants RS for 25, 50 and 100 Gbit/s, and nothing below. */
static uint8_t best_fec(enum nic_fec_group group, uint8_t fec)
{
	if (group == NIC_FEC_10_40 && fec & NIC_FEC_NONE)
		return NIC_FEC_NONE;
	if (fec & NIC_FEC_RS)
		return NIC_FEC_RS;
	return fec & NIC_FEC_BASER ? NIC_FEC_BASER : fec & NIC_FEC_NONE;
}

/**
 * nic_negotiate() - find the link that two ends agree on
 * @own: the offer of one end
 * @partner: that of the other one, NULL: it takes whatever comes
 *
 * An end with a fixed speed offers the modes of that speed only. The best mode
 * that both offer wins. Ends that then have no FEC in common get no link.
 *
 * Return: the link.
 */
struct nic_link nic_negotiate(const struct nic_offer *own,
			      const struct nic_offer *partner)
{
	uint32_t modes = own->modes & (partner ? partner->modes : ~0U);
	struct nic_link link = { .mode = NIC_LINK_NONE };
	enum nic_link_mode mode = 0;
	enum nic_fec_group group;
	uint8_t fec;

	while (mode < NIC_LINK_MODES && !(modes & 1U << mode))
		mode++;
	if (mode == NIC_LINK_MODES)
		return link;
	group = nic_link_fec_group(mode);
	fec = own->fec[group] & (partner ? partner->fec[group] : 0xff);
	link.fec = best_fec(group, fec);
	if (link.fec)
		link.mode = mode;
	return link;
}
