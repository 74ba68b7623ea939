// SPDX-License-Identifier: GPL-2.0
/*
 * The virtual port: its context, state and counters. The driver writes address
 * lists and promiscuous mode into the context for an e-switch, which this card
 * lacks: here the flow tables decide which frames are received.
 */
#include <string.h>

#include "cx5.h"
#include "format.h"
#include "physical_port.h"
#include "vport.h"

CX5_HANDLER(cx5_query_nic_vport_context)
{
	u8 *ctx = AT(query_nic_vport_context_out, out, nic_vport_context);

	memcpy(ctx, cx5->vport, sizeof(cx5->vport));
	SET(nic_vport_context, ctx, allowed_list_type,
	    GET(query_nic_vport_context_in, in, allowed_list_type));
	SET(nic_vport_context, ctx, allowed_list_size, 0);
	return MLX5_CMD_STAT_OK;
}

#define SELECTED(field) \
	GET(modify_nic_vport_context_in, in, field_select.field)
#define TAKE(field) \
	SET(nic_vport_context, cx5->vport, field, \
	    GET(nic_vport_context, ctx, field))

CX5_HANDLER(cx5_modify_nic_vport_context)
{
	const u8 *ctx = AT(modify_nic_vport_context_in, in, nic_vport_context);

	if (SELECTED(mtu))
		TAKE(mtu);
	if (SELECTED(promisc)) {
		TAKE(promisc_uc);
		TAKE(promisc_mc);
		TAKE(promisc_all);
	}
	if (SELECTED(disable_uc_local_lb))
		TAKE(disable_uc_local_lb);
	if (SELECTED(disable_mc_local_lb))
		TAKE(disable_mc_local_lb);
	if (SELECTED(permanent_address))
		memcpy(AT(nic_vport_context, cx5->vport, permanent_address),
		       AT(nic_vport_context, ctx, permanent_address), 8);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_query_vport_state)
{
	SET(query_vport_state_out, out, admin_state, cx5->vport_up ?
	    MLX5_VPORT_ADMIN_STATE_UP : MLX5_VPORT_ADMIN_STATE_DOWN);
	SET(query_vport_state_out, out, state, cx5_port_up(cx5) ?
	    VPORT_STATE_UP : VPORT_STATE_DOWN);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_modify_vport_state)
{
	cx5->vport_up = GET(modify_vport_state_in, in, admin_state) !=
			MLX5_VPORT_ADMIN_STATE_DOWN;
	return MLX5_CMD_STAT_OK;
}

/* The physical port's bytes include FCS, the virtual port's do not. */
static void put_counter(u8 *out, u64 packets, u64 bytes)
{
	SET(traffic_counter, out, packets, packets);
	SET(traffic_counter, out, octets, bytes - packets * NIC_FCS_LEN);
}

#define COUNTER(field)	AT(query_vport_counter_out, out, field)

CX5_HANDLER(cx5_query_vport_counter)
{
	const struct nic_port_counters *rx = &cx5->rx, *tx = &cx5->tx;

	SET(traffic_counter, COUNTER(received_errors), packets, rx->errors);
	put_counter(COUNTER(received_eth_broadcast), rx->broadcast,
		    rx->broadcast_bytes);
	put_counter(COUNTER(received_eth_multicast), rx->multicast,
		    rx->multicast_bytes);
	put_counter(COUNTER(received_eth_unicast),
		    nic_port_unicast(rx),
		    rx->bytes - rx->broadcast_bytes - rx->multicast_bytes);
	put_counter(COUNTER(transmitted_eth_broadcast), tx->broadcast,
		    tx->broadcast_bytes);
	put_counter(COUNTER(transmitted_eth_multicast), tx->multicast,
		    tx->multicast_bytes);
	put_counter(COUNTER(transmitted_eth_unicast),
		    nic_port_unicast(tx),
		    tx->bytes - tx->broadcast_bytes - tx->multicast_bytes);
	return MLX5_CMD_STAT_OK;
}
