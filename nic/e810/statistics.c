// SPDX-License-Identifier: GPL-2.0
/*
 * The registers of counters. Those of the port and of VSIs have 40 bits in two
 * words. The driver takes differences, so they need not begin with 0.
 */
#include "e810.h"
#include "statistics.h"

#define HIGH_MASK	0xff

/* Counters of port 0; the others have no port. */
static const struct {
	u32 off;
	u32 at;
} port_counters[] = {
	{ GLPRT_GORCL(0), offsetof(struct e810, rx.bytes) },
	{ GLPRT_MPRCL(0), offsetof(struct e810, rx.multicast) },
	{ GLPRT_BPRCL(0), offsetof(struct e810, rx.broadcast) },
	{ GLPRT_RUC(0), offsetof(struct e810, rx.errors) },
	{ GLPRT_ROC(0), offsetof(struct e810, rx.too_long) },
	{ GLPRT_PRC64L(0), offsetof(struct e810, rx.by_size[0]) },
	{ GLPRT_PRC127L(0), offsetof(struct e810, rx.by_size[1]) },
	{ GLPRT_PRC255L(0), offsetof(struct e810, rx.by_size[2]) },
	{ GLPRT_PRC511L(0), offsetof(struct e810, rx.by_size[3]) },
	{ GLPRT_PRC1023L(0), offsetof(struct e810, rx.by_size[4]) },
	{ GLPRT_PRC1522L(0), offsetof(struct e810, rx.by_size[5]) },
	{ GLPRT_PRC9522L(0), offsetof(struct e810, rx.by_size[6]) },
	{ GLPRT_GOTCL(0), offsetof(struct e810, tx.bytes) },
	{ GLPRT_MPTCL(0), offsetof(struct e810, tx.multicast) },
	{ GLPRT_BPTCL(0), offsetof(struct e810, tx.broadcast) },
	{ GLPRT_TDOLD(0), offsetof(struct e810, tx.dropped) },
	{ GLPRT_PTC64L(0), offsetof(struct e810, tx.by_size[0]) },
	{ GLPRT_PTC127L(0), offsetof(struct e810, tx.by_size[1]) },
	{ GLPRT_PTC255L(0), offsetof(struct e810, tx.by_size[2]) },
	{ GLPRT_PTC511L(0), offsetof(struct e810, tx.by_size[3]) },
	{ GLPRT_PTC1023L(0), offsetof(struct e810, tx.by_size[4]) },
	{ GLPRT_PTC1522L(0), offsetof(struct e810, tx.by_size[5]) },
	{ GLPRT_PTC9522L(0), offsetof(struct e810, tx.by_size[6]) },
};

static u32 word(u64 counter, u32 off)
{
	return off & 4 ? counter >> 32 & HIGH_MASK : counter;
}

/**
 * e810_port_counter_read() - read a counter of the port
 * @card: the card
 * @off: offset of the word in the BAR
 *
 * Return: the word; counters of what the model does not count are 0.
 */
u32 e810_port_counter_read(struct e810 *card, u32 off)
{
	u32 start = off & ~7U;

	if (start == GLPRT_UPRCL(0))
		return word(nic_port_unicast(&card->rx), off);
	if (start == GLPRT_UPTCL(0))
		return word(nic_port_unicast(&card->tx), off);
	for (size_t i = 0; i < ARRAY_SIZE(port_counters); i++)
		if (port_counters[i].off == start)
			return word(*(u64 *)((u8 *)card + port_counters[i].at),
				    off);
	return 0;
}

/* Each counter of VSIs is an array over all VSIs of the device. */
static const struct {
	u32 off;
	u32 at;
} vsi_counters[] = {
	{ GLV_GOTCL(0), offsetof(struct e810_vsi, tx.bytes) },
	{ GLV_UPTCL(0), offsetof(struct e810_vsi, tx.unicast) },
	{ GLV_MPTCL(0), offsetof(struct e810_vsi, tx.multicast) },
	{ GLV_BPTCL(0), offsetof(struct e810_vsi, tx.broadcast) },
	{ GLV_GORCL(0), offsetof(struct e810_vsi, rx.bytes) },
	{ GLV_UPRCL(0), offsetof(struct e810_vsi, rx.unicast) },
	{ GLV_MPRCL(0), offsetof(struct e810_vsi, rx.multicast) },
	{ GLV_BPRCL(0), offsetof(struct e810_vsi, rx.broadcast) },
};

/**
 * e810_vsi_counter_read() - read a counter of a VSI
 * @card: the card
 * @off: offset of the word in the BAR
 *
 * Return: the word.
 */
u32 e810_vsi_counter_read(struct e810 *card, u32 off)
{
	for (size_t i = 0; i < ARRAY_SIZE(vsi_counters); i++) {
		u32 vsi = (off - vsi_counters[i].off) / 8;

		if (off < vsi_counters[i].off || vsi >= E810_VSIS)
			continue;
		return word(*(u64 *)((u8 *)&card->vsi[vsi] +
				     vsi_counters[i].at), off);
	}
	return 0;
}

/* GLV_RDPC: frames for which a VSI had no descriptor */
u32 e810_vsi_dropped_read(struct e810 *card, u32 index)
{
	return index < E810_VSIS ? card->vsi[index].dropped : 0;
}
