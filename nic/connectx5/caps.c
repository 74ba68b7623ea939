// SPDX-License-Identifier: GPL-2.0
/*
 * The capabilities, by table. A bit that is 0 promises the driver that it need
 * not use the feature: no e-switch, no RDMA, no LRO, no tunnel offloads.
 *
 * cap_evidence.h explains what the entries name as evidence. The table omits
 * capabilities that the driver does not ask for, except limits.
 */
#include <string.h>

#include "cap_evidence.h"
#include "caps.h"
#include "cq.h"
#include "cx5.h"
#include "format.h"
#include "internal_timer.h"
#include "wq.h"

/* wqe_inline_mode: a WQE need not begin with the Ethernet header. */
#define INLINE_NOT_REQUIRED	2

#define GEN(field, val, most, source) \
	CAP(MLX5_CAP_GENERAL, cmd_hca_cap, 0, field, val, most, source)
#define ETH(field, val, most, source) \
	CAP(MLX5_CAP_ETHERNET_OFFLOADS, per_protocol_networking_offload_caps, \
	    0, field, val, most, source)
#define RX(field, val, most, source) \
	CAP(MLX5_CAP_FLOW_TABLE, flow_table_prop_layout, \
	    CX5_OFF(flow_table_nic_cap, flow_table_properties_nic_receive), \
	    field, val, most, source)

/*
 * Name, value, the largest value of a ConnectX-5, evidence. A value above 1
 * that is no limit has to be exactly a ConnectX-5's.
 */
static const struct cx5_cap caps[] = {
	GEN(port_type, 1, 1, LINUX("dev.c, mlx5_eth_supported()")),
	GEN(num_ports, 1, 1, CX5("phys_port_cnt: 1")),
	GEN(native_port_num, 1, 1, LINUX("driver.h, mlx5_get_dev_index()")),
	GEN(eth_net_offloads, 1, 1, LINUX("dev.c, mlx5_eth_supported()")),
	GEN(nic_flow_table, 1, 1, LINUX("dev.c, mlx5_eth_supported()")),
	GEN(driver_version, 1, 1, CX6("driver_version: 1")),
	GEN(bf, 1, 1, CX6("bf: 1")),
	GEN(log_bf_reg_size, 9, 9, CX6("log_bf_reg_size: 9")),
	GEN(log_pg_sz, 12, 12, CX5("page_size_cap: 0xfffffffffffff000")),
	GEN(log_max_qp, 12, 17, CX5("max_qp: 131072")),
	GEN(log_max_qp_sz, 15, 15, CX5("max_qp_wr: 32768")),
	GEN(log_max_cq, 10, 24, CX5("max_cq: 16777216")),
	GEN(log_max_cq_sz, CX5_LOG_CQ_MAX, 22, CX5("max_cqe: 4194303")),
	GEN(log_max_eq, 6, 7, CX6("log_max_eq: 7")),
	GEN(log_max_eq_sz, CX5_LOG_RING_MAX, 22, CX6("log_max_eq_sz: 22")),
	GEN(log_max_mkey, 12, 24, CX5("max_mr: 16777216")),
	GEN(log_max_klm_list_size, 16, 16, CX6("log_max_klm_list_size: 16")),
	GEN(log_max_mrw_sz, 40, 63, CX5("max_mr_size: 0xffffffffffffffff")),
	GEN(log_max_pd, 10, 23, CX5("max_pd: 8388608")),
	GEN(log_max_transport_domain, 8, 16,
	    CX6("log_max_transport_domain: 16")),
	GEN(log_max_rq, 10, 23, CX5("max_wq_type_rq: 8388608")),
	GEN(log_max_sq, 10, 23, CX6("log_max_sq: 23")),
	GEN(log_max_tir, 10, 16, CX6("log_max_tir: 16")),
	GEN(log_max_tis, 10, 23, CX6("log_max_tis: 23")),
	GEN(log_max_rqt, 10, 20, CX5("max_rwq_indirection_tables: 1048576")),
	GEN(log_max_rqt_size, 8, 11,
	    CX5("max_rwq_indirection_table_size: 2048")),
	GEN(log_max_wq_sz, CX5_LOG_RING_MAX - 1, 15, CX5("max_qp_wr: 32768")),
	GEN(max_wqe_sz_sq, 1024, 1024, CX6("max_wqe_sz_sq: 1024")),
	GEN(max_wqe_sz_rq, 512, 512, CX6("max_wqe_sz_rq: 512")),
	GEN(log_max_vlan_list, 12, 12, OURS("there are no more VLAN ids")),
	GEN(log_max_current_uc_list, 7, 7, OURS("vport.c, en_fs.c")),
	GEN(log_max_current_mc_list, 14, 14, OURS("vport.c, en_fs.c")),
	GEN(basic_cyclic_rcv_wqe, 1, 1, LINUX("en_rx.c, the legacy RQ")),
	GEN(striding_rq, 1, 1,
	    TESTED("net/mlx5e: Support XDP over Striding RQ")),
	GEN(ext_stride_num_range, 1, 1,
	    TESTED("net/mlx5e: Use linear SKB in Striding RQ")),
	GEN(umr_ptr_rlky, 1, 1,
	    TESTED("net/mlx5e: Support XDP over Striding RQ, which needs it")),
	GEN(fixed_buffer_size, 1, 1, CX6("fixed_buffer_size: 1")),
	GEN(cqe_compression, 1, 1,
	    TESTED("net/mlx5e: Support XDP over Striding RQ, measured with it")),
	GEN(mini_cqe_resp_stride_index, 1, 1,
	    TESTED("net/mlx5e: Add CQE compression support for multi-strides packets")),
	GEN(cq_moderation, 1, 1, CX5("max_cq_count, max_cq_period")),
	GEN(cq_period_mode_modify, 1, 1,
	    TESTED("MLNX_OFED, ethtool -C adaptive-rx, ConnectX-4 and later")),
	GEN(cq_period_start_from_cqe, 1, 1,
	    CX6("cq_period_start_from_cqe: 1")),
	GEN(disable_local_lb_uc, 1, 1,
	    LINUX("vport.c, mlx5_nic_vport_update_local_lb()")),
	GEN(disable_local_lb_mc, 1, 1,
	    LINUX("vport.c, mlx5_nic_vport_update_local_lb()")),
	GEN(ports_check, 1, 1, CX6("ports_check: 1")),
	GEN(vport_group_manager, 1, 1, CX6("vport_group_manager: 1")),
	GEN(pcam_reg, 1, 1, CX6("pcam_reg: 1")),
	GEN(mcam_reg, 1, 1, CX6("mcam_reg: 1")),
	GEN(beacon_led, 1, 1, CX6("beacon_led: 1")),
	GEN(device_frequency_khz, CX5_KHZ, CX5_KHZ,
	    CX5("hca_core_clock: 78125kHZ")),

	ETH(csum_cap, 1, 1, CX5("raw packet caps: IP csum offload")),
	ETH(vlan_cap, 1, 1, CX5("raw packet caps: C-VLAN stripping offload")),
	ETH(max_lso_cap, 18, 18, CX5("max_tso: 262144")),
	ETH(wqe_inline_mode, INLINE_NOT_REQUIRED, INLINE_NOT_REQUIRED,
	    TESTED("DPDK, net/mlx5, mlx5_set_min_inline()")),
	ETH(rss_ind_tbl_cap, 8, 11,
	    CX5("max_rwq_indirection_table_size: 2048")),
	ETH(self_lb_en_modifiable, 1, 1, CX6("self_lb_en_modifiable: 1")),
	ETH(reg_umr_sq, 1, 1,
	    TESTED("net/mlx5e: Support XDP over Striding RQ, which needs it")),
	ETH(enhanced_multi_pkt_send_wqe, 1, 1,
	    TESTED("DPDK, net/mlx5: add enhanced multi-packet send")),

	RX(ft_support, 1, 1, LINUX("fs_core.c, mlx5_fs_core_init()")),
	RX(flow_modify_en, 1, 1, LINUX("fs_core.c, FS_CHAINING_CAPS")),
	RX(modify_root, 1, 1, LINUX("fs_core.c, FS_CHAINING_CAPS")),
	RX(identified_miss_table_mode, 1, 1,
	   LINUX("fs_core.c, FS_CHAINING_CAPS")),
	RX(flow_table_modify, 1, 1, LINUX("fs_core.c, FS_CHAINING_CAPS")),
	RX(log_max_ft_size, 16, 22, LINUX("fs_ft_pool.c, FT_POOLS")),
	RX(max_ft_level, 64, 64, OURS("fs_core.c, BY_PASS_MIN_LEVEL")),
	RX(ft_field_support.outer_dmac, 1, 1, LINUX("en_fs.c, the L2 table")),
	RX(ft_field_support.outer_ether_type, 1, 1,
	   LINUX("lib/fs_ttc.c, its groups")),
	RX(ft_field_support.outer_ip_version, 1, 1,
	   LINUX("mlx5/fs_helpers.h, mlx5_fs_is_ipsec_flow()")),
	RX(ft_field_support.outer_ip_protocol, 1, 1,
	   LINUX("lib/fs_ttc.c, its groups")),
	RX(ft_field_support.outer_first_vid, 1, 1,
	   LINUX("en_fs.c, the VLAN table")),
	RX(ft_field_support.outer_smac, 1, 1,
	   LINUX("en_fs_ethtool.c, parse_ether()")),
	RX(ft_field_support.outer_sip, 1, 1,
	   LINUX("en_fs_ethtool.c, parse_ip4()")),
	RX(ft_field_support.outer_dip, 1, 1,
	   LINUX("en_fs_ethtool.c, parse_ip4()")),
	RX(ft_field_support.outer_udp_sport, 1, 1,
	   LINUX("en_fs_ethtool.c, parse_udp4()")),
	RX(ft_field_support.outer_udp_dport, 1, 1,
	   LINUX("en_fs_ethtool.c, parse_udp4()")),
	RX(ft_field_support.outer_tcp_sport, 1, 1,
	   LINUX("en_fs_ethtool.c, parse_tcp4()")),
	RX(ft_field_support.outer_tcp_dport, 1, 1,
	   LINUX("en_fs_ethtool.c, parse_tcp4()")),
};

/**
 * cx5_cap_at() - look up the capability that a bit belongs to
 * @page: page of the capabilities
 * @bit: offset of the bit in that page
 *
 * Return: the capability, NULL when no entry has that bit.
 */
const struct cx5_cap *cx5_cap_at(u16 page, u32 bit)
{
	for (size_t i = 0; i < ARRAY_SIZE(caps); i++)
		if (caps[i].page == page && bit >= caps[i].off &&
		    bit < caps[i].off + caps[i].bits)
			return &caps[i];
	return NULL;
}

static void fill(u16 page, u8 *to)
{
	for (size_t i = 0; i < ARRAY_SIZE(caps); i++)
		if (caps[i].page == page)
			cx5_set(to, caps[i].off, caps[i].bits, caps[i].val);
}

/**
 * cx5_caps_init() - reset the current general capabilities
 * @cx5: the card
 */
void cx5_caps_init(struct cx5 *cx5)
{
	memset(cx5->caps, 0, sizeof(cx5->caps));
	fill(MLX5_CAP_GENERAL, cx5->caps);
}

/* A page without an entry in the table is all zeroes. */
CX5_HANDLER(cx5_query_hca_cap)
{
	u8 *page = AT(query_hca_cap_out, out, capability);
	u16 mod = GET(query_hca_cap_in, in, op_mod);

	if (mod == (MLX5_CAP_GENERAL << 1 | HCA_CAP_OPMOD_GET_CUR))
		memcpy(page, cx5->caps, sizeof(cx5->caps));
	else
		fill(mod >> 1, page);
	return MLX5_CMD_STAT_OK;
}

/* Only the answer to QUERY_HCA_CAP depends on these values. */
CX5_HANDLER(cx5_set_hca_cap)
{
	if (GET(set_hca_cap_in, in, op_mod) >> 1 == MLX5_CAP_GENERAL)
		memcpy(cx5->caps, AT(set_hca_cap_in, in, capability),
		       sizeof(cx5->caps));
	return MLX5_CMD_STAT_OK;
}
