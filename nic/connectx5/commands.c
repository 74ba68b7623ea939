// SPDX-License-Identifier: GPL-2.0
/*
 * The commands that the card knows, by table. The answer to any other is
 * BAD_OP, by which a driver finds out what the firmware lacks.
 */
#include <string.h>

#include "nic/bytes.h"

#include "caps.h"
#include "commands.h"
#include "cq.h"
#include "cx5.h"
#include "eq.h"
#include "flow_table.h"
#include "format.h"
#include "hca.h"
#include "mkey.h"
#include "port_registers.h"
#include "qcounter.h"
#include "resources.h"
#include "rq.h"
#include "rule.h"
#include "sq.h"
#include "tir.h"
#include "vport.h"

#define IN(type)	CX5_BYTES(type##_in)
#define OUT(type)	CX5_BYTES(type##_out)
#define CMD(op, type, run) \
	{ MLX5_CMD_OP_##op, #op, IN(type), OUT(type), run }

static const struct cx5_command commands[] = {
	/* hca.c; the first two outputs are shorter than their structs */
	{ MLX5_CMD_OP_ENABLE_HCA, "ENABLE_HCA", IN(enable_hca), 8,
	  cx5_enable_hca },
	{ MLX5_CMD_OP_DISABLE_HCA, "DISABLE_HCA", IN(disable_hca), 8,
	  cx5_disable_hca },
	CMD(QUERY_ISSI, query_issi, cx5_query_issi),
	CMD(SET_ISSI, set_issi, cx5_set_issi),
	CMD(QUERY_PAGES, query_pages, cx5_query_pages),
	CMD(MANAGE_PAGES, manage_pages, cx5_manage_pages),
	{ MLX5_CMD_OP_INIT_HCA, "INIT_HCA", 16, OUT(init_hca), cx5_init_hca },
	CMD(TEARDOWN_HCA, teardown_hca, cx5_teardown_hca),
	CMD(QUERY_ADAPTER, query_adapter, cx5_query_adapter),
	CMD(QUERY_SPECIAL_CONTEXTS, query_special_contexts,
	    cx5_query_special_contexts),
	CMD(SET_DRIVER_VERSION, set_driver_version, cx5_nothing),
	CMD(SET_WOL_ROL, set_wol_rol, cx5_nothing),
	CMD(QUERY_WOL_ROL, query_wol_rol, cx5_nothing),

	/* caps.c */
	CMD(QUERY_HCA_CAP, query_hca_cap, cx5_query_hca_cap),
	CMD(SET_HCA_CAP, set_hca_cap, cx5_set_hca_cap),

	/* eq.c, cq.c */
	CMD(CREATE_EQ, create_eq, cx5_create_eq),
	CMD(DESTROY_EQ, destroy_eq, cx5_destroy_eq),
	CMD(QUERY_EQ, query_eq, cx5_query_eq),
	CMD(CREATE_CQ, create_cq, cx5_create_cq),
	CMD(DESTROY_CQ, destroy_cq, cx5_destroy_cq),
	CMD(QUERY_CQ, query_cq, cx5_query_cq),
	CMD(MODIFY_CQ, modify_cq, cx5_modify_cq),

	/* rq.c, sq.c */
	CMD(CREATE_RQ, create_rq, cx5_create_rq),
	CMD(MODIFY_RQ, modify_rq, cx5_modify_rq),
	CMD(DESTROY_RQ, destroy_rq, cx5_destroy_rq),
	CMD(QUERY_RQ, query_rq, cx5_query_rq),
	CMD(CREATE_SQ, create_sq, cx5_create_sq),
	CMD(MODIFY_SQ, modify_sq, cx5_modify_sq),
	CMD(DESTROY_SQ, destroy_sq, cx5_destroy_sq),
	CMD(QUERY_SQ, query_sq, cx5_query_sq),

	/* mkey.c */
	CMD(CREATE_MKEY, create_mkey, cx5_create_mkey),
	CMD(DESTROY_MKEY, destroy_mkey, cx5_destroy_mkey),

	/* resources.c */
	CMD(ALLOC_PD, alloc_pd, cx5_alloc_pd),
	CMD(DEALLOC_PD, dealloc_pd, cx5_dealloc_pd),
	CMD(ALLOC_TRANSPORT_DOMAIN, alloc_transport_domain, cx5_alloc_td),
	CMD(DEALLOC_TRANSPORT_DOMAIN, dealloc_transport_domain,
	    cx5_dealloc_td),
	CMD(ALLOC_UAR, alloc_uar, cx5_alloc_uar),
	CMD(DEALLOC_UAR, dealloc_uar, cx5_dealloc_uar),
	CMD(CREATE_TIS, create_tis, cx5_create_tis),
	CMD(MODIFY_TIS, modify_tis, cx5_modify_tis),
	CMD(DESTROY_TIS, destroy_tis, cx5_destroy_tis),

	/* qcounter.c */
	CMD(ALLOC_Q_COUNTER, alloc_q_counter, cx5_alloc_q_counter),
	CMD(DEALLOC_Q_COUNTER, dealloc_q_counter, cx5_dealloc_q_counter),
	CMD(QUERY_Q_COUNTER, query_q_counter, cx5_query_q_counter),

	/* tir.c */
	CMD(CREATE_TIR, create_tir, cx5_create_tir),
	CMD(MODIFY_TIR, modify_tir, cx5_modify_tir),
	CMD(DESTROY_TIR, destroy_tir, cx5_destroy_tir),
	CMD(QUERY_TIR, query_tir, cx5_query_tir),
	CMD(CREATE_RQT, create_rqt, cx5_create_rqt),
	CMD(MODIFY_RQT, modify_rqt, cx5_modify_rqt),
	CMD(DESTROY_RQT, destroy_rqt, cx5_destroy_rqt),

	/* flow_table.c, rule.c */
	CMD(CREATE_FLOW_TABLE, create_flow_table, cx5_create_flow_table),
	CMD(MODIFY_FLOW_TABLE, modify_flow_table, cx5_modify_flow_table),
	CMD(DESTROY_FLOW_TABLE, destroy_flow_table, cx5_destroy_flow_table),
	CMD(SET_FLOW_TABLE_ROOT, set_flow_table_root, cx5_set_flow_table_root),
	CMD(CREATE_FLOW_GROUP, create_flow_group, cx5_create_flow_group),
	CMD(DESTROY_FLOW_GROUP, destroy_flow_group, cx5_destroy_flow_group),
	CMD(SET_FLOW_TABLE_ENTRY, set_fte, cx5_set_fte),
	CMD(DELETE_FLOW_TABLE_ENTRY, delete_fte, cx5_delete_fte),
	CMD(ALLOC_FLOW_COUNTER, alloc_flow_counter, cx5_alloc_flow_counter),
	CMD(DEALLOC_FLOW_COUNTER, dealloc_flow_counter,
	    cx5_dealloc_flow_counter),
	CMD(QUERY_FLOW_COUNTER, query_flow_counter, cx5_query_flow_counter),

	/* vport.c, port_registers.c */
	CMD(QUERY_NIC_VPORT_CONTEXT, query_nic_vport_context,
	    cx5_query_nic_vport_context),
	CMD(MODIFY_NIC_VPORT_CONTEXT, modify_nic_vport_context,
	    cx5_modify_nic_vport_context),
	CMD(QUERY_VPORT_STATE, query_vport_state, cx5_query_vport_state),
	CMD(MODIFY_VPORT_STATE, modify_vport_state, cx5_modify_vport_state),
	CMD(QUERY_VPORT_COUNTER, query_vport_counter, cx5_query_vport_counter),
	CMD(ACCESS_REG, access_register, cx5_access_reg),
};

/**
 * cx5_command_find() - look up a command
 * @opcode: MLX5_CMD_OP_...
 *
 * Return: the command, NULL when the card does not know it.
 */
const struct cx5_command *cx5_command_find(u16 opcode)
{
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		if (commands[i].opcode == opcode)
			return &commands[i];
	return NULL;
}

static u8 run(struct cx5 *cx5, const struct cx5_command *cmd, const u8 *in,
	      u32 inlen, u8 *out, u32 outlen)
{
	if (!cmd)
		return MLX5_CMD_STAT_BAD_OP_ERR;
	if (inlen < cmd->in)
		return MLX5_CMD_STAT_BAD_INP_LEN_ERR;
	if (outlen < cmd->out)
		return MLX5_CMD_STAT_BAD_OUTP_LEN_ERR;
	return cmd->run(cx5, in, inlen, out, outlen);
}

/**
 * cx5_command_exec() - execute a command
 * @cx5: the card
 * @in: the input, in a buffer of 16 bytes more than @inlen
 * @inlen: bytes of the input, at least 8
 * @out: gets the output; all zeroes before
 * @outlen: bytes of the output, at least 8
 *
 * Return: MLX5_CMD_STAT_..., which is also the first byte of @out.
 */
u8 cx5_command_exec(struct cx5 *cx5, const u8 *in, u32 inlen, u8 *out,
		    u32 outlen)
{
	u16 opcode = get_be16(in);
	const struct cx5_command *cmd = cx5_command_find(opcode);
	u8 status = nic_command_fault(&cx5->nic, opcode);

	cx5->commands++;
	if (!status)
		status = run(cx5, cmd, in, inlen, out, outlen);
	if (status)
		memset(out, 0, outlen);
	out[0] = status;
	cx5_trace(cx5, "cmd: %u %s %#x mod %#x in %u out %u -> %#x",
		  cx5->commands, cmd ? cmd->name : "?", opcode,
		  get_be16(in + 6), inlen, outlen, status);
	return status;
}
