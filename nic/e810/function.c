// SPDX-License-Identifier: GPL-2.0
/* The function as a whole: its resets, the locks it takes, its shutdown. */
#include <string.h>

#include "nic/lines.h"

#include "e810.h"
#include "function.h"
#include "registers.h"

/* Time that the driver gets to release a lock */
#define LOCK_MS			3000
/* The driver and the card count the time before a core reset in these. */
#define RESET_DELAY_NS		100000000ULL
#define RESET_TYPE_CORER	1
#define RESET_TYPE_GLOBR	2

/**
 * e810_function_reset() - destroy all objects of the driver (PFR)
 * @card: the card
 *
 * The package stays in the card, without the driver's changes to it.
 */
void e810_function_reset(struct e810 *card)
{
	e810_cq_reset(card);
	e810_irq_reset(card);
	e810_registers_reset(card);
	e810_pool_reset(card);
	e810_sched_reset(card);
	e810_vsi_reset(card);
	e810_switch_reset(card);
	e810_package_restore(card);
	e810_port_reset(card);
	card->lldp.len = 0;
	e810_rxq_reset(card);
	e810_txq_reset(card);
	card->locks = 0;
	nic_work_drop_all(&card->nic);
	e810_trace(card, "function reset");
}

/**
 * e810_core_reset() - reset the whole device (CORER)
 * @card: the card
 *
 * The package and the clock are lost too.
 */
void e810_core_reset(struct e810 *card)
{
	card->core_reset_at = 0;
	e810_package_drop(card);
	e810_phc_reset(card);
	memcpy(card->port.mac, card->nic.config.mac, NIC_MAC_LEN);
	e810_function_reset(card);
	e810_trace(card, "core reset");
}

/**
 * e810_core_reset_start() - the driver asks for a core reset (GLGEN_RTRIG)
 * @card: the card
 * @index: unused
 * @val: the kind of reset
 *
 * An interrupt announces the reset to the driver.
 */
void e810_core_reset_start(struct e810 *card, u32 index, u32 val)
{
	if (!(val & (GLGEN_RTRIG_CORER_M | GLGEN_RTRIG_GLOBR_M)) ||
	    card->core_reset_at)
		return;
	e810_register_set(card, GLGEN_RTRIG, val);
	e810_irq_other(card, PFINT_OICR_GRST_M);
	card->core_reset_at = e810_now(card) +
			      E810_RESET_DELAY * RESET_DELAY_NS;
	nic_set_timer(&card->nic);
}

/* The state: 0 when the device works; and the kind of its last reset. */
u32 e810_rstat_read(struct e810 *card, u32 index)
{
	u32 last = e810_register_value(card, GLGEN_RTRIG);
	u32 type = last & GLGEN_RTRIG_GLOBR_M ? RESET_TYPE_GLOBR :
		   last ? RESET_TYPE_CORER : 0;

	return (card->core_reset_at ? 1 : 0) | type << GLGEN_RSTAT_RESET_TYPE_S;
}

/* The bit for a reset of the function clears itself: the reset is over. */
void e810_pfgen_ctrl_write(struct e810 *card, u32 index, u32 val)
{
	if (val & PFGEN_CTRL_PFSWR_M)
		e810_function_reset(card);
}

static u32 objects(const struct e810 *card)
{
	return e810_vsi_used(card) + e810_switch_used(card) +
	       e810_pool_used(card) + e810_txq_used(card);
}

/* A driver that unloads should have freed everything. */
E810_HANDLER(e810_q_shutdown)
{
	struct ice_aqc_q_shutdown *params = E810_PARAMS(cmd, q_shutdown);

	if (params->driver_unloading & ICE_AQC_DRIVER_UNLOADING) {
		card->left = objects(card);
		e810_trace(card, "shutdown: %u objects are left: %u VSIs, %u rules, %u resources, %u queues",
			   card->left, e810_vsi_used(card),
			   e810_switch_used(card), e810_pool_used(card),
			   e810_txq_used(card));
	}
	return AQ_RC(OK);
}

/*
 * A driver that asks for the global lock while a package is in the card learns
 * that the work is done.
 */
E810_HANDLER(e810_req_res)
{
	struct AQ_STRUCT(aqc_req_res) *params = E810_LIBIE_PARAMS(cmd, req_res);
	u16 id = le16_to_cpu(params->res_id);

	if (id < AQ_LOCK(NVM) || id > AQ_LOCK(GLBL_LOCK))
		return AQ_RC(EINVAL);
	params->timeout = cpu_to_le32(LOCK_MS);
	params->status = cpu_to_le16(AQ_LOCKED(SUCCESS));
	if (id == AQ_LOCK(GLBL_LOCK) && card->package.loaded) {
		params->status = cpu_to_le16(AQ_LOCKED(DONE));
		return AQ_RC(OK);
	}
	if (card->locks & BIT(id))
		return AQ_RC(EBUSY);
	card->locks |= BIT(id);
	return AQ_RC(OK);
}

E810_HANDLER(e810_release_res)
{
	struct AQ_STRUCT(aqc_req_res) *params = E810_LIBIE_PARAMS(cmd, req_res);
	u16 id = le16_to_cpu(params->res_id);

	if (id > AQ_LOCK(GLBL_LOCK) || !(card->locks & BIT(id)))
		return AQ_RC(EPERM);
	card->locks &= ~BIT(id);
	return AQ_RC(OK);
}

/* The card never was in PXE mode; the driver takes this error for success. */
E810_HANDLER(e810_clear_pxe_mode)
{
	return AQ_RC(EEXIST);
}

E810_HANDLER(e810_clear_pf_cfg)
{
	e810_pool_reset(card);
	e810_sched_reset(card);
	e810_vsi_reset(card);
	e810_switch_reset(card);
	return AQ_RC(OK);
}
