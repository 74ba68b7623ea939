// SPDX-License-Identifier: GPL-2.0
/* Port and management registers, by table: the command ACCESS_REG. */
#include <string.h>

#include "nic/bytes.h"

#include "cx5.h"
#include "format.h"
#include "physical_port.h"
#include "port_registers.h"
#include "trace.h"

/* The headers that describe the device do not have these numbers. */
enum {
	REG_PCAP = 0x5001,
	REG_PMLP = 0x5002,
	REG_PMTU = 0x5003,
	REG_PTYS = 0x5004,
	REG_PAOS = 0x5006,
	REG_PFCC = 0x5007,
	REG_PPCNT = 0x5008,
	REG_PCMR = 0x5041,
	REG_NODE_DESC = 0x6001,
	REG_HOST_ENDIANNESS = 0x7004,
	REG_MTPPS = 0x9053,
};

#define STATUS_UP	1
#define STATUS_DOWN	2
#define ETH_100G_CR4	(1 << 20)
#define PROTO_ETH	(1 << 2)

static void reg_pmtu(struct cx5 *cx5, u8 *reg, bool write)
{
	if (write) {
		u16 mtu = GET(pmtu_reg, reg, admin_mtu);

		cx5->mtu = min(mtu, (u16)CX5_MTU_MAX);
	}
	SET(pmtu_reg, reg, max_mtu, CX5_MTU_MAX);
	SET(pmtu_reg, reg, admin_mtu, cx5->mtu);
	SET(pmtu_reg, reg, oper_mtu, cx5->mtu);
}

static void reg_ptys(struct cx5 *cx5, u8 *reg, bool write)
{
	if (write)
		return;
	SET(ptys_reg, reg, proto_mask, PROTO_ETH);
	SET(ptys_reg, reg, eth_proto_capability, ETH_100G_CR4);
	SET(ptys_reg, reg, eth_proto_admin, ETH_100G_CR4);
	SET(ptys_reg, reg, eth_proto_oper,
	    cx5_port_up(cx5) ? ETH_100G_CR4 : 0);
}

static void reg_paos(struct cx5 *cx5, u8 *reg, bool write)
{
	if (write) {
		cx5->admin_up = GET(paos_reg, reg, admin_status) == STATUS_UP;
		cx5_port_update(cx5);
	}
	SET(paos_reg, reg, admin_status,
	    cx5->admin_up ? STATUS_UP : STATUS_DOWN);
	SET(paos_reg, reg, oper_status,
	    cx5_port_up(cx5) ? STATUS_UP : STATUS_DOWN);
}

/* The port has one module of four lanes. */
static void reg_pmlp(struct cx5 *cx5, u8 *reg, bool write)
{
	SET(pmlp_reg, reg, width, 4);
}

/* A counter is two 32-bit words, the high one first. */
#define PUT(group, field, val) \
	put_be64(AT(eth_##group##_cntrs_grp_data_layout, set, \
		    field##_high), val)

static void group_802_3(const struct cx5 *cx5, u8 *set)
{
	const struct cx5_stats *rx = &cx5->rx, *tx = &cx5->tx;

	PUT(802_3, a_frames_transmitted_ok, tx->packets);
	PUT(802_3, a_frames_received_ok, rx->packets);
	PUT(802_3, a_octets_transmitted_ok, tx->bytes);
	PUT(802_3, a_octets_received_ok, rx->bytes);
	PUT(802_3, a_multicast_frames_xmitted_ok, tx->multicast);
	PUT(802_3, a_broadcast_frames_xmitted_ok, tx->broadcast);
	PUT(802_3, a_multicast_frames_received_ok, rx->multicast);
	PUT(802_3, a_broadcast_frames_received_ok, rx->broadcast);
	PUT(802_3, a_frame_too_long_errors, rx->too_long);
}

static void group_2863(const struct cx5 *cx5, u8 *set)
{
	const struct cx5_stats *rx = &cx5->rx, *tx = &cx5->tx;

	PUT(2863, if_in_octets, rx->bytes);
	PUT(2863, if_in_ucast_pkts,
	    rx->packets - rx->multicast - rx->broadcast);
	PUT(2863, if_in_discards, rx->dropped);
	PUT(2863, if_in_errors, rx->errors + rx->too_long);
	PUT(2863, if_out_octets, tx->bytes);
	PUT(2863, if_out_ucast_pkts,
	    tx->packets - tx->multicast - tx->broadcast);
	PUT(2863, if_out_discards, tx->dropped);
	PUT(2863, if_out_errors, tx->too_long);
	PUT(2863, if_in_multicast_pkts, rx->multicast);
	PUT(2863, if_in_broadcast_pkts, rx->broadcast);
	PUT(2863, if_out_multicast_pkts, tx->multicast);
	PUT(2863, if_out_broadcast_pkts, tx->broadcast);
}

static void group_2819(const struct cx5 *cx5, u8 *set)
{
	const struct cx5_stats *rx = &cx5->rx;
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

static void reg_ppcnt(struct cx5 *cx5, u8 *reg, bool write)
{
	u8 *set = AT(ppcnt_reg, reg, counter_set);

	memset(set, 0, CX5_BYTES(ppcnt_reg) - (set - reg));
	switch (GET(ppcnt_reg, reg, grp)) {
	case 0x0:
		group_802_3(cx5, set);
		break;
	case 0x1:
		group_2863(cx5, set);
		break;
	case 0x2:
		group_2819(cx5, set);
		break;
	}
}

/* Returns the register as the driver wrote it. */
static void reg_echo(struct cx5 *cx5, u8 *reg, bool write)
{
}

static const struct {
	u16 id;
	const char *name;
	void (*access)(struct cx5 *cx5, u8 *reg, bool write);
} regs[] = {
	{ REG_PCAP, "PCAP", reg_echo },
	{ REG_PMLP, "PMLP", reg_pmlp },
	{ REG_PMTU, "PMTU", reg_pmtu },
	{ REG_PTYS, "PTYS", reg_ptys },
	{ REG_PAOS, "PAOS", reg_paos },
	{ REG_PFCC, "PFCC", reg_echo },
	{ REG_PPCNT, "PPCNT", reg_ppcnt },
	{ REG_PCMR, "PCMR", reg_echo },
	{ REG_NODE_DESC, "NODE_DESC", reg_echo },
	{ REG_HOST_ENDIANNESS, "HOST_ENDIANNESS", reg_echo },
	{ REG_MTPPS, "MTPPS", reg_echo },
};

CX5_HANDLER(cx5_access_reg)
{
	const u32 head = CX5_OFF(access_register_in, register_data) / 8;
	u16 id = GET(access_register_in, in, register_id);
	bool write = !GET(access_register_in, in, op_mod);
	/* Room for the longest register, whatever length the guest gives */
	u8 reg[CX5_BYTES(ppcnt_reg) + 512] = { 0 };

	for (size_t i = 0; i < ARRAY_SIZE(regs); i++) {
		if (regs[i].id != id)
			continue;
		memcpy(reg, in + head, min(inlen - head, sizeof(reg)));
		regs[i].access(cx5, reg, write);
		memcpy(out + head, reg, min(outlen - head, sizeof(reg)));
		cx5_trace(cx5, "reg: %s %s", write ? "write" : "read",
			  regs[i].name);
		return MLX5_CMD_STAT_OK;
	}
	cx5_trace(cx5, "reg: %s of unknown %#x", write ? "write" : "read", id);
	return MLX5_CMD_STAT_BAD_OP_ERR;
}
