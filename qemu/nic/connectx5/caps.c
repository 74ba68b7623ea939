// SPDX-License-Identifier: GPL-2.0
/*
 * What the card can do, by table. A bit that is 0 here is a promise not to be
 * asked: no e-switch, no RDMA, no LRO, no CQE compression, no tunnel offloads.
 */
#include "cx5.h"

/**
 * struct cap - a capability
 * @off: its offset, in bits
 * @bits: its size
 * @val: its value
 */
struct cap {
	u32 off;
	u32 bits;
	u64 val;
};

/* wqe_inline_mode: a WQE begins with the Ethernet header, or need not. */
#define INLINE_L2		0
#define INLINE_NOT_REQUIRED	2

#define CAP(type, field, val) \
	{ CX5_OFF(type, field), CX5_BITS(type, field), val }
#define GEN(field, val)		CAP(cmd_hca_cap, field, val)
#define ETH(field, val) \
	CAP(per_protocol_networking_offload_caps, field, val)
#define RX(field, val)		CAP(flow_table_prop_layout, field, val)

static const struct cap general[] = {
	GEN(port_type, 1),		/* Ethernet */
	GEN(num_ports, 1),
	GEN(native_port_num, 1),
	GEN(eth_net_offloads, 1),
	GEN(nic_flow_table, 1),
	GEN(driver_version, 1),
	GEN(log_pg_sz, 12),
	GEN(uar_sz, 5),
	GEN(num_of_uars_per_page, 1),
	GEN(bf, 1),
	GEN(log_bf_reg_size, 9),
	GEN(log_max_qp, 12),
	GEN(log_max_qp_sz, 15),
	GEN(log_max_cq, 10),
	GEN(log_max_cq_sz, CX5_LOG_CQ_MAX),
	GEN(log_max_eq, 6),
	GEN(log_max_eq_sz, CX5_LOG_RING_MAX),
	GEN(log_max_mkey, 12),
	GEN(log_max_klm_list_size, 17),
	GEN(log_max_mrw_sz, 40),
	GEN(fixed_buffer_size, 1),
	GEN(log_max_pd, 10),
	GEN(log_max_transport_domain, 8),
	GEN(log_max_rq, 10),
	GEN(log_max_sq, 10),
	GEN(log_max_tir, 10),
	GEN(log_max_tis, 10),
	GEN(log_max_tis_per_sq, 3),
	GEN(log_max_rqt, 10),
	GEN(log_max_rqt_size, 8),
	GEN(log_max_wq_sz, CX5_LOG_RING_MAX - 1),
	GEN(log_min_stride_sz_rq, 4),
	GEN(log_max_stride_sz_rq, CX5_LOG_STRIDE_MAX),
	GEN(log_min_stride_sz_sq, 6),
	GEN(log_max_stride_sz_sq, 6),
	GEN(max_wqe_sz_sq, 1024),
	GEN(max_wqe_sz_rq, 1024),
	GEN(basic_cyclic_rcv_wqe, 1),
	GEN(striding_rq, 1),
	GEN(ext_stride_num_range, 1),
	GEN(umr_ptr_rlky, 1),
	GEN(modify_rq_counter_set_id, 1),
	GEN(cq_oi, 1),
	GEN(cq_moderation, 1),
	GEN(vport_counters, 1),
	GEN(max_qp_cnt, 256),
	GEN(log_max_vlan_list, 12),
	GEN(log_max_current_uc_list, 7),
	GEN(log_max_current_mc_list, 14),
	GEN(disable_local_lb_uc, 1),
	GEN(disable_local_lb_mc, 1),
	GEN(ports_check, 1),
	GEN(flow_counter_bulk_alloc, 0),
	GEN(max_flow_counter_15_0, CX5_COUNTERS - 1),
	GEN(device_frequency_mhz, 1000),
	/* One tick of the clock is a nanosecond. */
	GEN(device_frequency_khz, 1000000),
};

static const struct cap ethernet[] = {
	ETH(csum_cap, 1),
	ETH(cqe_checksum_full, 1),
	ETH(vlan_cap, 1),
	ETH(wqe_vlan_insert, 1),
	ETH(max_lso_cap, 18),
	ETH(wqe_inline_mode, INLINE_NOT_REQUIRED),
	ETH(rss_ind_tbl_cap, 8),
	ETH(self_lb_en_modifiable, 1),
	ETH(reg_umr_sq, 1),
	ETH(enhanced_multi_pkt_send_wqe, 1),
};

/* Cards that can do less */
static const struct cap no_vlan_insert[] = { ETH(wqe_vlan_insert, 0) };
static const struct cap inline_l2[] = { ETH(wqe_inline_mode, INLINE_L2) };

static const struct cap flow_rx[] = {
	RX(ft_support, 1),
	RX(flow_counter, 1),
	RX(flow_modify_en, 1),
	RX(modify_root, 1),
	RX(identified_miss_table_mode, 1),
	RX(flow_table_modify, 1),
	RX(log_max_ft_size, 16),
	RX(log_max_ft_num, 8),
	RX(max_ft_level, 64),
	RX(log_max_destination, 8),
	RX(log_max_flow, 16),
	RX(log_max_flow_counter, 8),
	RX(ft_field_support.outer_dmac, 1),
	RX(ft_field_support.outer_smac, 1),
	RX(ft_field_support.outer_ether_type, 1),
	RX(ft_field_support.outer_ip_version, 1),
	RX(ft_field_support.outer_first_prio, 1),
	RX(ft_field_support.outer_first_cfi, 1),
	RX(ft_field_support.outer_first_vid, 1),
	RX(ft_field_support.outer_sip, 1),
	RX(ft_field_support.outer_dip, 1),
	RX(ft_field_support.outer_frag, 1),
	RX(ft_field_support.outer_ip_protocol, 1),
	RX(ft_field_support.outer_ip_ecn, 1),
	RX(ft_field_support.outer_ip_dscp, 1),
	RX(ft_field_support.outer_udp_sport, 1),
	RX(ft_field_support.outer_udp_dport, 1),
	RX(ft_field_support.outer_tcp_sport, 1),
	RX(ft_field_support.outer_tcp_dport, 1),
	RX(ft_field_support.outer_tcp_flags, 1),
};

static void fill(u8 *page, size_t base, const struct cap *cap, size_t n)
{
	for (size_t i = 0; i < n; i++)
		cx5_set(page, base + cap[i].off, cap[i].bits, cap[i].val);
}

/**
 * cx5_caps_init() - the general capabilities before SET_HCA_CAP
 * @cx5: the card
 */
void cx5_caps_init(struct cx5 *cx5)
{
	memset(cx5->caps, 0, sizeof(cx5->caps));
	fill(cx5->caps, 0, general, ARRAY_SIZE(general));
}

static void fill_ethernet(const struct nic_config *config, u8 *page)
{
	fill(page, 0, ethernet, ARRAY_SIZE(ethernet));
	if (config->no_vlan_insert)
		fill(page, 0, no_vlan_insert, ARRAY_SIZE(no_vlan_insert));
	if (config->inline_l2)
		fill(page, 0, inline_l2, ARRAY_SIZE(inline_l2));
}

/* Any page may be asked for; one that has nothing in it is all zeroes. */
CX5_HANDLER(cx5_query_hca_cap)
{
	u8 *page = AT(query_hca_cap_out, out, capability);
	u16 mod = GET(query_hca_cap_in, in, op_mod);

	switch (mod >> 1) {
	case MLX5_CAP_GENERAL:
		if ((mod & 1) == HCA_CAP_OPMOD_GET_CUR)
			memcpy(page, cx5->caps, sizeof(cx5->caps));
		else
			fill(page, 0, general, ARRAY_SIZE(general));
		break;
	case MLX5_CAP_ETHERNET_OFFLOADS:
		fill_ethernet(&cx5->nic.config, page);
		break;
	case MLX5_CAP_FLOW_TABLE:
		fill(page, CX5_OFF(flow_table_nic_cap,
				   flow_table_properties_nic_receive),
		     flow_rx, ARRAY_SIZE(flow_rx));
		break;
	}
	return MLX5_CMD_STAT_OK;
}

/* What the driver may choose, it reads back; nothing else depends on it. */
CX5_HANDLER(cx5_set_hca_cap)
{
	if (GET(set_hca_cap_in, in, op_mod) >> 1 == MLX5_CAP_GENERAL)
		memcpy(cx5->caps, AT(set_hca_cap_in, in, capability),
		       sizeof(cx5->caps));
	return MLX5_CMD_STAT_OK;
}
