// SPDX-License-Identifier: GPL-2.0
/* Executes the commands of the admin queue: a table with a handler for each. */
#include <string.h>

#include "nic/lines.h"

#include "capabilities.h"
#include "e810.h"
#include "admin_commands.h"
#include "flash.h"
#include "function.h"
#include "package.h"
#include "phy.h"
#include "resources_pool.h"
#include "rss_settings.h"
#include "sched_tree.h"
#include "sideband.h"
#include "switch_rules.h"
#include "tx_queue.h"
#include "vlan_mode.h"
#include "vsi.h"

/* The cost of a command's buffer, by its bytes */
#define UNIT_BYTES	16

/**
 * struct entry - a command
 * @opcode: its number
 * @least: the least bytes of the buffer, 0: it needs none
 * @run: the handler
 */
struct entry {
	u16 opcode;
	u16 least;
	E810_HANDLER((*run));
};

#define CMD(name, type, handler) \
	{ ice_aqc_opc_ ## name, sizeof(type), handler }
#define CMD_DIRECT(name, handler)	{ ice_aqc_opc_ ## name, 0, handler }

/* The common commands of Intel's cards, whose names differ between kernels */
enum {
	OPC_GET_VER = 0x0001,
	OPC_DRIVER_VER = 0x0002,
	OPC_Q_SHUTDOWN = 0x0003,
	OPC_REQ_RES = 0x0008,
	OPC_RELEASE_RES = 0x0009,
	OPC_FUNC_CAPS = 0x000a,
	OPC_DEV_CAPS = 0x000b,
};

static const struct entry entries[] = {
	{ OPC_GET_VER, 0, e810_get_ver },
	{ OPC_DRIVER_VER, 1, e810_driver_ver },
	{ OPC_Q_SHUTDOWN, 0, e810_q_shutdown },
	{ OPC_REQ_RES, 0, e810_req_res },
	{ OPC_RELEASE_RES, 0, e810_release_res },
	{ OPC_FUNC_CAPS, 32, e810_list_caps },
	{ OPC_DEV_CAPS, 32, e810_list_caps },
	CMD(manage_mac_read, struct ice_aqc_manage_mac_read_resp,
	    e810_mac_read),
	CMD_DIRECT(manage_mac_write, e810_mac_write),
	CMD_DIRECT(clear_pxe_mode, e810_clear_pxe_mode),
	CMD(get_sw_cfg, struct ice_aqc_get_sw_cfg_resp_elem, e810_get_sw_cfg),
	CMD_DIRECT(set_port_params, e810_set_port_params),
	CMD(alloc_res, struct ice_aqc_alloc_free_res_elem, e810_alloc_res),
	CMD(free_res, struct ice_aqc_alloc_free_res_elem, e810_free_res),
	CMD(set_vlan_mode_parameters, struct ice_aqc_set_vlan_mode,
	    e810_set_vlan_mode),
	CMD(get_vlan_mode_parameters, struct ice_aqc_get_vlan_mode,
	    e810_get_vlan_mode),
	CMD(add_vsi, struct ice_aqc_vsi_props, e810_add_vsi),
	CMD(update_vsi, struct ice_aqc_vsi_props, e810_update_vsi),
	CMD_DIRECT(free_vsi, e810_free_vsi),
	CMD(get_recipe, struct ice_aqc_recipe_data_elem, e810_get_recipe),
	CMD(add_recipe, struct ice_aqc_recipe_data_elem, e810_add_recipe),
	CMD(add_sw_rules, struct ice_aqc_sw_rules_elem_hdr,
	    e810_add_sw_rules),
	CMD(update_sw_rules, struct ice_aqc_sw_rules_elem_hdr,
	    e810_update_sw_rules),
	CMD(remove_sw_rules, struct ice_aqc_sw_rules_elem_hdr,
	    e810_remove_sw_rules),
	CMD_DIRECT(clear_pf_cfg, e810_clear_pf_cfg),
	CMD(get_dflt_topo, struct ice_aqc_get_topo_elem, e810_get_dflt_topo),
	CMD(add_sched_elems, struct ice_aqc_add_elem, e810_add_sched_elems),
	CMD(cfg_sched_elems, struct ice_aqc_txsched_elem_data,
	    e810_cfg_sched_elems),
	CMD(get_sched_elems, struct ice_aqc_txsched_elem_data,
	    e810_get_sched_elems),
	CMD(move_sched_elems, struct ice_aqc_move_elem,
	    e810_move_sched_elems),
	CMD(suspend_sched_elems, u32, e810_suspend_sched_elems),
	CMD(resume_sched_elems, u32, e810_suspend_sched_elems),
	CMD(query_port_ets, struct ice_aqc_port_ets_elem,
	    e810_query_port_ets),
	CMD(delete_sched_elems, struct ice_aqc_delete_elem,
	    e810_delete_sched_elems),
	CMD(add_rl_profiles, struct ice_aqc_rl_profile_elem,
	    e810_add_rl_profiles),
	CMD(query_sched_res, struct ice_aqc_query_txsched_res_resp,
	    e810_query_sched_res),
	CMD(remove_rl_profiles, struct ice_aqc_rl_profile_elem,
	    e810_remove_rl_profiles),
	CMD(get_phy_caps, struct ice_aqc_get_phy_caps_data,
	    e810_get_phy_caps),
	CMD(set_phy_cfg, struct ice_aqc_set_phy_cfg_data, e810_set_phy_cfg),
	CMD_DIRECT(set_mac_cfg, e810_set_mac_cfg),
	CMD_DIRECT(restart_an, e810_restart_an),
	{ ice_aqc_opc_get_link_status, ICE_AQC_LS_DATA_SIZE_V1,
	  e810_get_link_status },
	CMD_DIRECT(set_event_mask, e810_set_event_mask),
	CMD_DIRECT(set_mac_lb, e810_set_mac_lb),
	CMD_DIRECT(get_link_topo, e810_get_link_topo),
	CMD_DIRECT(set_port_id_led, e810_set_port_id_led),
	CMD(get_port_options, struct ice_aqc_get_port_options_elem,
	    e810_get_port_options),
	CMD(sff_eeprom, u8, e810_sff_eeprom),
	CMD(nvm_read, u8, e810_nvm_read),
	CMD_DIRECT(nvm_checksum, e810_nvm_checksum),
	CMD(set_rss_key, struct ice_aqc_get_set_rss_keys, e810_set_rss_key),
	CMD(set_rss_lut, u8, e810_set_rss_lut),
	CMD(get_rss_key, struct ice_aqc_get_set_rss_keys, e810_get_rss_key),
	CMD(get_rss_lut, u8, e810_get_rss_lut),
	CMD(neighbour_device_request, u64, e810_neighbour_device_request),
	CMD(add_txqs, struct ice_aqc_add_tx_qgrp, e810_add_txqs),
	CMD(lldp_get_mib, u8, e810_lldp_get_mib),
	CMD(lldp_set_local_mib, u8, e810_lldp_set_mib),
	CMD_DIRECT(dis_txqs, e810_dis_txqs),
	CMD(download_pkg, struct ice_buf, e810_download_pkg),
	CMD(upload_section, struct ice_buf, e810_upload_section),
	CMD(update_pkg, struct ice_buf_hdr, e810_update_pkg),
	CMD(get_pkg_info_list, struct ice_aqc_get_pkg_info_resp,
	    e810_get_pkg_info_list),
};

static const struct entry *find(u16 opcode)
{
	for (size_t i = 0; i < ARRAY_SIZE(entries); i++)
		if (entries[i].opcode == opcode)
			return &entries[i];
	return NULL;
}

static u16 run(struct e810 *card, struct e810_command *cmd, u16 opcode)
{
	const struct entry *entry = find(opcode);
	u16 rc = nic_command_fault(&card->nic, opcode);

	if (rc)
		return rc;
	if (!entry)
		return AQ_RC(ENOSYS);
	if (cmd->len < entry->least)
		return AQ_RC(EINVAL);
	return entry->run(card, cmd);
}

static u64 buffer_addr(const struct AQ_STRUCT(aq_desc) *desc)
{
	return (u64)le32_to_cpu(desc->params.generic.addr_high) << 32 |
	       le32_to_cpu(desc->params.generic.addr_low);
}

/* Returns an error when the buffer cannot be read. */
static u16 get_buffer(struct e810 *card, struct e810_command *cmd, u64 addr)
{
	u16 flags = le16_to_cpu(cmd->desc->flags);

	cmd->out = -1;
	cmd->len = 0;
	memset(cmd->buf, 0, sizeof(cmd->buf));
	if (!(flags & AQ_FLAG(BUF)))
		return AQ_RC(OK);
	cmd->len = le16_to_cpu(cmd->desc->datalen);
	if (cmd->len > AQ_BUFFER_MAX)
		return AQ_RC(EINVAL);
	nic_budget_spend(&card->nic, cmd->len / UNIT_BYTES);
	if (flags & AQ_FLAG(RD) && cmd->len &&
	    e810_read(card, addr, cmd->buf, cmd->len))
		return AQ_RC(EINVAL);
	return AQ_RC(OK);
}

/**
 * e810_firmware_run() - execute a command of the admin queue
 * @card: the card
 * @desc: the descriptor; gets the answer
 *
 * Return: an error code, AQ_RC().
 */
u16 e810_firmware_run(struct e810 *card, struct AQ_STRUCT(aq_desc) *desc)
{
	u16 opcode = le16_to_cpu(desc->opcode);
	struct e810_command cmd = { .desc = desc };
	u64 addr = buffer_addr(desc);
	u16 rc;

	card->commands++;
	rc = get_buffer(card, &cmd, addr);
	if (!rc)
		rc = run(card, &cmd, opcode);
	if (cmd.out >= 0) {
		if (cmd.out)
			e810_write(card, addr, cmd.buf, cmd.out);
		desc->datalen = cpu_to_le16(cmd.out);
	}
	e810_trace(card, "aq %04x len=%u rc=%u%s", opcode, cmd.len, rc,
		   find(opcode) ? "" : " (unknown)");
	return rc;
}
