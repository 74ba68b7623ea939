// SPDX-License-Identifier: GPL-2.0
/*
 * The rate and the FEC of the link. A copper cable is in the cage. The driver
 * says which rates and which FEC the PHY may use, and the two ends of the wire
 * agree.
 */
#include "e810.h"
#include "link_rates.h"

#define FEC_RS_M	(ICE_AQC_PHY_FEC_25G_RS_528_REQ | \
			 ICE_AQC_PHY_FEC_25G_RS_544_REQ | \
			 ICE_AQC_PHY_FEC_25G_RS_CLAUSE91_EN)
#define FEC_BASER_M	(ICE_AQC_PHY_FEC_25G_KR_REQ | \
			 ICE_AQC_PHY_FEC_10G_KR_40G_KR4_REQ | \
			 ICE_AQC_PHY_FEC_25G_KR_CLAUSE74_EN | \
			 ICE_AQC_PHY_FEC_10G_KR_40G_KR4_EN)
#define FEC_BOTH	(NIC_FEC_RS | NIC_FEC_BASER)

/* What the cable can carry */
static const struct {
	u64 phy_type;
	u16 speed;
	enum nic_link_mode mode;
} rates[] = {
	{ ICE_PHY_TYPE_LOW_100GBASE_CR4, ICE_AQ_LINK_SPEED_100GB,
	  NIC_100000_CR4 },
	{ ICE_PHY_TYPE_LOW_50GBASE_CR2, ICE_AQ_LINK_SPEED_50GB, NIC_50000_CR2 },
	{ ICE_PHY_TYPE_LOW_40GBASE_CR4, ICE_AQ_LINK_SPEED_40GB, NIC_40000_CR4 },
	{ ICE_PHY_TYPE_LOW_25GBASE_CR, ICE_AQ_LINK_SPEED_25GB, NIC_25000_CR },
	{ ICE_PHY_TYPE_LOW_10G_SFI_DA, ICE_AQ_LINK_SPEED_10GB, NIC_10000_CR },
};

/**
 * e810_link_types() - what the cable can carry
 *
 * Return: ICE_PHY_TYPE_LOW_... bits.
 */
u64 e810_link_types(void)
{
	u64 types = 0;

	for (size_t i = 0; i < ARRAY_SIZE(rates); i++)
		types |= rates[i].phy_type;
	return types;
}

/* What the PHY has for a group of speeds, by IEEE 802.3 */
static u8 fec_capable(enum nic_fec_group group)
{
	switch (group) {
	case NIC_FEC_10_40:
		return NIC_FEC_NONE | NIC_FEC_BASER;
	case NIC_FEC_100:
		return NIC_FEC_NONE | NIC_FEC_RS;
	default:
		return NIC_FEC_NONE | NIC_FEC_BASER | NIC_FEC_RS;
	}
}

/*
 * What the driver asks for. It leaves "auto" set in any case, which means something
 * only where the PHY has a choice.
 */
static u8 fec_asked(const struct ice_aqc_set_phy_cfg_data *phy)
{
	u8 fec = 0;

	if (phy->link_fec_opt & FEC_RS_M)
		fec |= NIC_FEC_RS;
	if (phy->link_fec_opt & FEC_BASER_M)
		fec |= NIC_FEC_BASER;
	if (!fec || (fec == FEC_BOTH && phy->caps & ICE_AQ_PHY_ENA_AUTO_FEC))
		fec |= NIC_FEC_NONE;
	return fec;
}

static void make_offer(const struct e810 *card, struct nic_offer *offer)
{
	const struct ice_aqc_set_phy_cfg_data *phy = &card->port.phy;
	u64 types = le64_to_cpu(phy->phy_type_low);
	u8 fec = fec_asked(phy);

	offer->modes = 0;
	for (size_t i = 0; i < ARRAY_SIZE(rates); i++)
		if (types & rates[i].phy_type)
			offer->modes |= 1U << rates[i].mode;
	for (size_t i = 0; i < NIC_FEC_GROUPS; i++)
		offer->fec[i] = fec & fec_capable(i) ?: fec_capable(i);
}

static void update(struct nic *nic)
{
	e810_port_update((struct e810 *)nic);
}

/**
 * e810_link_renew() - agree with the other end again
 * @card: the card
 */
void e810_link_renew(struct e810 *card)
{
	struct nic_offer own;

	make_offer(card, &own);
	nic_link_end_renew(&card->nic, &card->port.link_end, &own, update);
}

/**
 * e810_wire_partner() - entry point: the other end says what it may use
 * @nic: the card
 * @offer: its offer
 */
void e810_wire_partner(struct nic *nic, const struct nic_offer *offer)
{
	struct e810 *card = (struct e810 *)nic;
	struct nic_offer own;

	make_offer(card, &own);
	nic_link_end_partner(nic, &card->port.link_end, offer, &own, update);
}

/**
 * e810_link_agreed() - whether both ends have a rate in common
 * @card: the card
 *
 * Return: true when they have.
 */
bool e810_link_agreed(const struct e810 *card)
{
	return card->port.link_end.now.mode != NIC_LINK_NONE;
}

/**
 * e810_link_status() - describe rate and FEC of a link that is up
 * @card: the card
 * @status: gets the description
 */
void e810_link_status(const struct e810 *card,
		      struct ice_aqc_get_link_status_data *status)
{
	const struct nic_link *now = &card->port.link_end.now;

	for (size_t i = 0; i < ARRAY_SIZE(rates); i++) {
		if (rates[i].mode != now->mode)
			continue;
		status->link_speed = cpu_to_le16(rates[i].speed);
		status->phy_type_low = cpu_to_le64(rates[i].phy_type);
	}
	if (now->fec == NIC_FEC_NONE)
		return;
	status->an_info |= ICE_AQ_FEC_EN;
	status->cfg = now->fec == NIC_FEC_RS ? ICE_AQ_LINK_25G_RS_528_FEC_EN :
					       ICE_AQ_LINK_25G_KR_FEC_EN;
}
