// SPDX-License-Identifier: GPL-2.0
/* The counters of the port: register PPCNT. */
#include <string.h>

#include "nic/bytes.h"

#include "cx5.h"
#include "format.h"
#include "physical_port.h"
#include "port_counters.h"

/* A counter is two 32-bit words, the high one first. */
#define PUT(group, field, val) \
	put_be64(AT(eth_##group##_cntrs_grp_data_layout, set, \
		    field##_high), val)

static void group_802_3(const struct cx5 *cx5, u8 *set)
{
	const struct nic_port_counters *rx = &cx5->rx, *tx = &cx5->tx;
	const struct cx5_mac_control *control = &cx5->mac_control;

	PUT(802_3, a_frames_transmitted_ok, tx->packets);
	PUT(802_3, a_frames_received_ok, rx->packets);
	PUT(802_3, a_octets_transmitted_ok, tx->bytes);
	PUT(802_3, a_octets_received_ok, rx->bytes);
	PUT(802_3, a_multicast_frames_xmitted_ok, tx->multicast);
	PUT(802_3, a_broadcast_frames_xmitted_ok, tx->broadcast);
	PUT(802_3, a_multicast_frames_received_ok, rx->multicast);
	PUT(802_3, a_broadcast_frames_received_ok, rx->broadcast);
	PUT(802_3, a_frame_too_long_errors, rx->too_long);
	PUT(802_3, a_mac_control_frames_received, control->frames);
	PUT(802_3, a_unsupported_opcodes_received, control->unsupported);
	PUT(802_3, a_pause_mac_ctrl_frames_received, control->pause);
}

static void group_2863(const struct cx5 *cx5, u8 *set)
{
	const struct nic_port_counters *rx = &cx5->rx, *tx = &cx5->tx;

	PUT(2863, if_in_octets, rx->bytes);
	PUT(2863, if_in_ucast_pkts,
	    nic_port_unicast(rx));
	PUT(2863, if_in_discards, rx->dropped);
	PUT(2863, if_in_errors, rx->errors + rx->too_long);
	PUT(2863, if_out_octets, tx->bytes);
	PUT(2863, if_out_ucast_pkts,
	    nic_port_unicast(tx));
	PUT(2863, if_out_discards, tx->dropped);
	PUT(2863, if_out_errors, tx->errors + tx->too_long);
	PUT(2863, if_in_multicast_pkts, rx->multicast);
	PUT(2863, if_in_broadcast_pkts, rx->broadcast);
	PUT(2863, if_out_multicast_pkts, tx->multicast);
	PUT(2863, if_out_broadcast_pkts, tx->broadcast);
}

static void group_2819(const struct cx5 *cx5, u8 *set)
{
	const struct nic_port_counters *rx = &cx5->rx;
	u8 *sizes = AT(eth_2819_cntrs_grp_data_layout, set,
		       ether_stats_pkts64octets_high);

	PUT(2819, ether_stats_octets, rx->bytes);
	PUT(2819, ether_stats_pkts, rx->packets);
	PUT(2819, ether_stats_broadcast_pkts, rx->broadcast);
	PUT(2819, ether_stats_multicast_pkts, rx->multicast);
	PUT(2819, ether_stats_oversize_pkts, rx->too_long);
	for (size_t i = 0; i < ARRAY_SIZE(rx->by_size); i++)
		put_be64(sizes + 8 * i, rx->by_size[i]);
}

static void group_per_prio(const struct cx5 *cx5, u8 *set, u8 prio)
{
	const struct cx5_prios *rx = &cx5->rx_prios, *tx = &cx5->tx_prios;

	if (prio >= CX5_PRIOS)
		return;
	put_be64(AT(eth_per_prio_grp_data_layout, set, rx_octets_high),
		 rx->bytes[prio]);
	put_be64(AT(eth_per_prio_grp_data_layout, set, rx_frames_high),
		 rx->packets[prio]);
	put_be64(AT(eth_per_prio_grp_data_layout, set, tx_octets_high),
		 tx->bytes[prio]);
	put_be64(AT(eth_per_prio_grp_data_layout, set, tx_frames_high),
		 tx->packets[prio]);
	put_be64(AT(eth_per_prio_grp_data_layout, set, rx_pause_high),
		 cx5->mac_control.prio_pause[prio]);
}

/* The wire has no bit errors: only the state of the link changes. */
static void group_physical(const struct cx5 *cx5, u8 *set)
{
	SET(phys_layer_cntrs, set, link_down_events, cx5->link.downs);
}

CX5_REGISTER(cx5_reg_ppcnt)
{
	u8 *set = AT(ppcnt_reg, reg, counter_set);

	memset(set, 0, CX5_BYTES(ppcnt_reg) - (set - reg));
	switch (GET(ppcnt_reg, reg, grp)) {
	case MLX5_IEEE_802_3_COUNTERS_GROUP:
		group_802_3(cx5, set);
		break;
	case MLX5_RFC_2863_COUNTERS_GROUP:
		group_2863(cx5, set);
		break;
	case MLX5_RFC_2819_COUNTERS_GROUP:
		group_2819(cx5, set);
		break;
	case MLX5_PER_PRIORITY_COUNTERS_GROUP:
		group_per_prio(cx5, set, GET(ppcnt_reg, reg, prio_tc));
		break;
	case MLX5_PHYSICAL_LAYER_COUNTERS_GROUP:
		group_physical(cx5, set);
		break;
	}
	return MLX5_CMD_STAT_OK;
}
