// SPDX-License-Identifier: GPL-2.0
/*
 * The link of the port. The driver says by registers PTYS and PPLM what the
 * port may use, and the two ends of the wire agree when it brings the port up.
 */
#include "cx5.h"
#include "format.h"
#include "link.h"
#include "physical_port.h"

/*
 * The protocols of register PTYS. The port of a ConnectX-5 has these speeds,
 * "supporting all FEC modes": ConnectX-5 Ex user manual, table 4, features.
 */
static const u8 protocols[NIC_LINK_MODES] = {
	[NIC_100000_CR4] = MLX5E_100GBASE_CR4,
	[NIC_100000_KR4] = MLX5E_100GBASE_KR4,
	[NIC_100000_SR4] = MLX5E_100GBASE_SR4,
	[NIC_100000_LR4] = MLX5E_100GBASE_LR4,
	[NIC_50000_CR2] = MLX5E_50GBASE_CR2,
	[NIC_50000_KR2] = MLX5E_50GBASE_KR2,
	[NIC_50000_SR2] = MLX5E_50GBASE_SR2,
	[NIC_40000_CR4] = MLX5E_40GBASE_CR4,
	[NIC_40000_KR4] = MLX5E_40GBASE_KR4,
	[NIC_40000_SR4] = MLX5E_40GBASE_SR4,
	[NIC_40000_LR4] = MLX5E_40GBASE_LR4,
	[NIC_25000_CR] = MLX5E_25GBASE_CR,
	[NIC_25000_KR] = MLX5E_25GBASE_KR,
	[NIC_25000_SR] = MLX5E_25GBASE_SR,
	[NIC_10000_CR] = MLX5E_10GBASE_CR,
	[NIC_10000_KR] = MLX5E_10GBASE_KR,
	[NIC_10000_SR] = MLX5E_10GBASE_SR,
	[NIC_1000_KX] = MLX5E_1000BASE_KX,
};

/**
 * cx5_link_protocols() - link modes as register PTYS has them
 * @modes: the link modes, by bit of enum nic_link_mode
 *
 * Return: protocols, by bit.
 */
u32 cx5_link_protocols(u32 modes)
{
	u32 bits = 0;

	for (size_t i = 0; i < NIC_LINK_MODES; i++)
		if (modes & 1U << i)
			bits |= 1U << protocols[i];
	return bits;
}

/**
 * cx5_link_capable() - all protocols of the port
 *
 * Return: protocols, by bit.
 */
u32 cx5_link_capable(void)
{
	return cx5_link_protocols(~0U);
}

/**
 * cx5_link_fec_capable() - the FEC that the port has in a group of speeds
 * @group: the group
 *
 * Return: NIC_FEC_... bits, which are those of register PPLM.
 */
u8 cx5_link_fec_capable(enum nic_fec_group group)
{
	static const u8 fec[NIC_FEC_GROUPS] = {
		[NIC_FEC_10_40] = NIC_FEC_NONE | NIC_FEC_BASER,
		[NIC_FEC_25] = NIC_FEC_NONE | NIC_FEC_BASER | NIC_FEC_RS,
		[NIC_FEC_50] = NIC_FEC_NONE | NIC_FEC_BASER | NIC_FEC_RS,
		[NIC_FEC_100] = NIC_FEC_NONE | NIC_FEC_RS,
	};

	return fec[group];
}

static void make_offer(const struct cx5 *cx5, struct nic_offer *offer)
{
	const struct cx5_link *link = &cx5->link;

	offer->modes = 0;
	for (size_t i = 0; i < NIC_LINK_MODES; i++)
		if (link->admin & 1U << protocols[i])
			offer->modes |= 1U << i;
	for (size_t i = 0; i < NIC_FEC_GROUPS; i++)
		offer->fec[i] = link->fec[i] ?: cx5_link_fec_capable(i);
}

static void update(struct nic *nic)
{
	cx5_port_update((struct cx5 *)nic);
}

/**
 * cx5_link_renew() - agree with the other end again
 * @cx5: the card
 */
void cx5_link_renew(struct cx5 *cx5)
{
	struct nic_offer own;

	make_offer(cx5, &own);
	nic_link_end_renew(&cx5->nic, &cx5->link.end, &own, update);
}

/**
 * cx5_wire_partner() - entry point: the other end says what it may use
 * @nic: the card
 * @offer: its offer
 */
void cx5_wire_partner(struct nic *nic, const struct nic_offer *offer)
{
	struct cx5 *cx5 = (struct cx5 *)nic;
	struct nic_offer own;

	make_offer(cx5, &own);
	nic_link_end_partner(nic, &cx5->link.end, offer, &own, update);
}

/**
 * cx5_link_init() - allow all link modes again
 * @cx5: the card, whose port is down
 */
void cx5_link_init(struct cx5 *cx5)
{
	struct cx5_link *link = &cx5->link;

	link->admin = cx5_link_capable();
	link->fixed = false;
	for (size_t i = 0; i < NIC_FEC_GROUPS; i++)
		link->fec[i] = 0;
	cx5_link_renew(cx5);
}
