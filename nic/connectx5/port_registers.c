// SPDX-License-Identifier: GPL-2.0
/* Port and management registers, by table: the command ACCESS_REG. */
#include <string.h>

#include "cx5.h"
#include "firmware_registers.h"
#include "format.h"
#include "link_registers.h"
#include "module_eeprom.h"
#include "port_counters.h"
#include "port_registers.h"
#include "register_ids.h"

/* Returns the register as the driver wrote it. */
static CX5_REGISTER(echo)
{
	return MLX5_CMD_STAT_OK;
}

#define REG(name, access) { CX5_REG_##name, #name, access }

static const struct {
	u16 id;
	const char *name;
	u8 (*access)(struct cx5 *cx5, u8 *reg, bool write);
} regs[] = {
	/* link_registers.c */
	REG(PMTU, cx5_reg_pmtu),
	REG(PTYS, cx5_reg_ptys),
	REG(PAOS, cx5_reg_paos),
	REG(PPLM, cx5_reg_pplm),
	REG(PFCC, cx5_reg_pfcc),
	REG(MLCR, cx5_reg_mlcr),

	/* port_counters.c */
	REG(PPCNT, cx5_reg_ppcnt),

	/* module_eeprom.c */
	REG(PMLP, cx5_reg_pmlp),
	REG(MCIA, cx5_reg_mcia),

	/* firmware_registers.c */
	REG(PCAM, cx5_reg_pcam),
	REG(MCAM, cx5_reg_mcam),
	REG(MCQS, cx5_reg_mcqs),
	REG(MCQI, cx5_reg_mcqi),

	REG(PCAP, echo),
	REG(PCMR, echo),
	REG(NODE_DESC, echo),
	REG(HOST_ENDIANNESS, echo),
	REG(MTPPS, echo),
};

CX5_HANDLER(cx5_access_reg)
{
	const u32 head = CX5_OFF(access_register_in, register_data) / 8;
	u16 id = GET(access_register_in, in, register_id);
	bool write = !GET(access_register_in, in, op_mod);
	u8 reg[CX5_REG_ROOM] = { 0 };
	u8 status;

	for (size_t i = 0; i < ARRAY_SIZE(regs); i++) {
		if (regs[i].id != id)
			continue;
		memcpy(reg, in + head, min(inlen - head, sizeof(reg)));
		status = regs[i].access(cx5, reg, write);
		memcpy(out + head, reg, min(outlen - head, sizeof(reg)));
		cx5_trace(cx5, "reg: %s %s -> %#x", write ? "write" : "read",
			  regs[i].name, status);
		return status;
	}
	cx5_trace(cx5, "reg: %s of unknown %#x", write ? "write" : "read", id);
	return MLX5_CMD_STAT_BAD_OP_ERR;
}
