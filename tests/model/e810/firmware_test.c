// SPDX-License-Identifier: GPL-2.0
/* The control path: registers, commands, resets, the clock. */
#include <string.h>

#include "nic/e810/registers.h"

#include "card_driver.h"
#include "tests.h"

#define FLASH_SIZE	(16 << 20)

static void registers(struct driver *drv)
{
	EXPECT(!e810_registers_check());
	EXPECT_EQ(0x73b, driver_read(drv, GLNVM_ULD, 2));
	driver_write32(drv, GLNVM_ULD, 0);
	EXPECT_EQ(0x73b, driver_read(drv, GLNVM_ULD, 2));
	driver_write32(drv, GLINT_CTL, 0x12345678);
	EXPECT_EQ(0x56, driver_read(drv, GLINT_CTL + 1, 0));
	/* Two resets, the rate of the link, and that it is up */
	EXPECT_EQ(4, drv->machine->traced);
	EXPECT_EQ(0, driver_read(drv, 0x1ffff0, 2));
	EXPECT_EQ(5, drv->machine->traced);
}

/* The bit that resets the function reads 0: the reset is over. */
static void function_reset(struct driver *drv)
{
	driver_start(drv);
	driver_write32(drv, GLINT_CTL, 1);
	driver_write32(drv, PFGEN_CTRL, PFGEN_CTRL_PFSWR_M);
	EXPECT_EQ(0, driver_read(drv, PFGEN_CTRL, 2) & PFGEN_CTRL_PFSWR_M);
	EXPECT_EQ(0, driver_read(drv, GLINT_CTL, 2));
	EXPECT_EQ(0, driver_read(drv, PF_FW_ATQLEN, 2));
	EXPECT_EQ(0, driver_read(drv, QRX_CTRL(0), 2));
	EXPECT(strstr(driver_say(drv, "stats"),
		      "vsis=0 rules=0 resources=0 txqs=0"));
}

/* An interrupt announces a core reset, and the state says when it is over. */
static void core_reset(struct driver *drv)
{
	driver_write32(drv, PFINT_OICR_CTL, PFINT_OICR_CTL_CAUSE_ENA_M |
		     3 << PFINT_OICR_CTL_ITR_INDX_S);
	driver_write32(drv, PFINT_OICR_ENA, PFINT_OICR_GRST_M);
	driver_write32(drv, GLINT_DYN_CTL(0), GLINT_DYN_CTL_INTENA_M | 3 << 3);
	driver_write32(drv, GLGEN_RTRIG, GLGEN_RTRIG_CORER_M);
	EXPECT_EQ(1, drv->machine->card[0].irqs[0]);
	EXPECT_EQ(1, driver_read(drv, GLGEN_RSTAT, 2) &
		     GLGEN_RSTAT_DEVSTATE_M);
	EXPECT_EQ(PFINT_OICR_GRST_M, driver_read(drv, PFINT_OICR, 2));
	EXPECT_EQ(0, driver_read(drv, PFINT_OICR, 2));
	EXPECT_EQ(1, driver_finish(drv, 4));
	EXPECT_EQ(1 << GLGEN_RSTAT_RESET_TYPE_S,
		  driver_read(drv, GLGEN_RSTAT, 2));
}

/* An event while the vector is disabled fires when it is enabled again. */
static void irq_pending(struct driver *drv)
{
	unsigned int *irqs = drv->machine->card[0].irqs;

	driver_write32(drv, PFINT_OICR_CTL, PFINT_OICR_CTL_CAUSE_ENA_M | 2 |
		     3 << PFINT_OICR_CTL_ITR_INDX_S);
	driver_write32(drv, PFINT_OICR_ENA, ~0U);
	driver_write32(drv, PFINT_OICR, PFINT_OICR_TSYN_TX_M);
	EXPECT_EQ(0, irqs[2]);
	driver_write32(drv, GLINT_DYN_CTL(2), GLINT_DYN_CTL_INTENA_M | 3 << 3);
	EXPECT_EQ(1, irqs[2]);
	driver_write32(drv, PFINT_OICR, PFINT_OICR_TSYN_TX_M);
	EXPECT_EQ(1, irqs[2]);
	/* INTENA_MSK: this write leaves the vector disabled. */
	driver_write32(drv, GLINT_DYN_CTL(2), GLINT_DYN_CTL_INTENA_MSK_M |
		     GLINT_DYN_CTL_INTENA_M | 3 << 3);
	EXPECT_EQ(1, irqs[2]);
	driver_write32(drv, GLINT_DYN_CTL(2), GLINT_DYN_CTL_INTENA_M | 3 << 3);
	EXPECT_EQ(2, irqs[2]);
}

/* The interval of ITR 0 is 50 * 2 us. */
static void irq_throttled(struct driver *drv)
{
	unsigned int *irqs = drv->machine->card[0].irqs;
	u64 start;

	driver_write32(drv, GLINT_ITR(0, 3), 50);
	driver_write32(drv, PFINT_OICR_CTL, PFINT_OICR_CTL_CAUSE_ENA_M | 3);
	driver_write32(drv, PFINT_OICR_ENA, ~0U);
	driver_write32(drv, GLINT_DYN_CTL(3), GLINT_DYN_CTL_INTENA_M | 3 << 3);
	driver_write32(drv, PFINT_OICR, PFINT_OICR_TSYN_TX_M);
	driver_finish(drv, 2);
	EXPECT_EQ(1, irqs[3]);
	start = drv->machine->clock;
	driver_write32(drv, GLINT_DYN_CTL(3), GLINT_DYN_CTL_INTENA_M | 3 << 3);
	driver_write32(drv, PFINT_OICR, PFINT_OICR_TSYN_TX_M);
	EXPECT_EQ(1, irqs[3]);
	EXPECT_EQ(1, driver_finish(drv, 4));
	EXPECT_EQ(2, irqs[3]);
	EXPECT(drv->machine->clock - start > 90000);
	EXPECT(drv->machine->clock - start < 110000);
}

static void commands(struct driver *drv)
{
	const struct AQ_STRUCT(aqc_get_ver) *ver = (void *)own(drv)->params;

	EXPECT_EQ(0, driver_cmd(drv, 0x0001, NULL, 0, NULL, 0, 0));
	EXPECT_EQ(1, ver->api_major);
	EXPECT_EQ(5, ver->api_minor);
	/* No such command; too small a buffer */
	EXPECT_EQ(AQ_RC(ENOSYS), driver_cmd(drv, 0x0bad, NULL, 0, NULL, 0, 0));
	EXPECT_EQ(AQ_RC(EINVAL), driver_cmd(drv, ice_aqc_opc_add_vsi, NULL, 0,
					    NULL, 0, 64));
	EXPECT_EQ(AQ_RC(ENOMEM), driver_cmd(drv, 0x000a, NULL, 0, NULL, 0,
					    64));
	EXPECT_EQ(AQ_RC(OK), driver_cmd(drv, 0x000a, NULL, 0, NULL, 0, 4096));
	EXPECT_EQ(own(drv)->params[4] * 32, own(drv)->out_len);
}

static u16 read_flash(struct driver *drv, u32 at, u16 len)
{
	struct ice_aqc_nvm params = {
		.offset_low = cpu_to_le16(at),
		.offset_high = at >> 16,
		.length = cpu_to_le16(len),
	};

	return driver_cmd(drv, ice_aqc_opc_nvm_read, &params, sizeof(params),
			  NULL, 0, len);
}

/* The driver finds the end of the flash by the error, and the option ROM. */
static void flash(struct driver *drv)
{
	u8 sum = 0;

	EXPECT_EQ(AQ_RC(OK), read_flash(drv, FLASH_SIZE - 2, 1));
	EXPECT_EQ(AQ_RC(EINVAL), read_flash(drv, FLASH_SIZE - 1, 1));
	EXPECT_EQ(AQ_RC(OK), read_flash(drv, 0, 2));
	EXPECT_EQ(1 << 6, drv->out[0]);
	EXPECT_EQ(AQ_RC(OK), read_flash(drv, 0x40000, 512));
	EXPECT_BYTES("$CIV", drv->out, 4);
	for (int i = 0; i < 74; i++)
		sum += drv->out[i];
	EXPECT_EQ(0, sum);
	EXPECT_EQ(0xff, drv->out[74]);
}

static u16 add_node(struct driver *drv, u32 parent, u32 *teid)
{
	struct {
		struct ice_aqc_add_elem add;
		struct ice_aqc_txsched_elem_data elem;
	} buf = { .add.hdr = { .parent_teid = cpu_to_le32(parent),
			       .num_elems = cpu_to_le16(1) } };
	u16 rc = driver_cmd(drv, ice_aqc_opc_add_sched_elems, NULL, 0, &buf,
			    sizeof(buf), sizeof(buf));

	memcpy(&buf, drv->out, sizeof(buf));
	*teid = le32_to_cpu(buf.elem.node_teid);
	return rc;
}

static u16 delete_node(struct driver *drv, u32 teid)
{
	struct {
		struct ice_aqc_delete_elem del;
		__le32 teid;
	} buf = { .del.hdr.num_elems = cpu_to_le16(1),
		  .teid = cpu_to_le32(teid) };

	return driver_cmd(drv, ice_aqc_opc_delete_sched_elems, NULL, 0, &buf,
			  sizeof(buf), sizeof(buf));
}

/* No node ever has the number of another one. */
static void sched_nodes(struct driver *drv)
{
	u32 first, second, third;

	EXPECT_EQ(AQ_RC(OK), add_node(drv, 3, &first));
	EXPECT_EQ(AQ_RC(OK), add_node(drv, first, &second));
	EXPECT_EQ(AQ_RC(EBUSY), delete_node(drv, first));
	EXPECT_EQ(AQ_RC(OK), delete_node(drv, second));
	EXPECT_EQ(AQ_RC(ENOENT), delete_node(drv, second));
	EXPECT_EQ(AQ_RC(OK), add_node(drv, first, &third));
	EXPECT(third != second);
	EXPECT_EQ(AQ_RC(EINVAL), add_node(drv, 0xdead, &third));
}

/* An update changes the sections that it names, and no other one. */
static void vsi_sections(struct driver *drv)
{
	struct ice_aqc_add_get_update_free_vsi params = { 0 };
	struct ice_aqc_vsi_props props = {
		.valid_sections = cpu_to_le16(ICE_AQ_VSI_PROP_SW_VALID),
		.sw_flags = 0x80, .inner_vlan_flags = 0,
	};
	const struct ice_aqc_vsi_props *got = (void *)drv->out;

	driver_vsi(drv, NULL);
	params.vsi_num = cpu_to_le16(own(drv)->vsi | ICE_AQ_VSI_IS_VALID);
	EXPECT_EQ(AQ_RC(OK), driver_cmd(drv, ice_aqc_opc_update_vsi, &params,
					sizeof(params), &props, sizeof(props),
					sizeof(props)));
	EXPECT_EQ(0x80, got->sw_flags);
	EXPECT_EQ(ICE_AQ_VSI_INNER_VLAN_EMODE_NOTHING <<
		  ICE_AQ_VSI_INNER_VLAN_EMODE_S, got->inner_vlan_flags);
	params.vsi_num = cpu_to_le16(33);
	EXPECT_EQ(AQ_RC(ENOENT), driver_cmd(drv, ice_aqc_opc_update_vsi,
					    &params, sizeof(params), &props,
					    sizeof(props), sizeof(props)));
}

/* The card tells how many objects a driver leaves when it unloads. */
static void leftovers(struct driver *drv)
{
	struct ice_aqc_q_shutdown params = {
		.driver_unloading = ICE_AQC_DRIVER_UNLOADING,
	};

	driver_start(drv);
	driver_cmd(drv, 0x0003, &params, sizeof(params), NULL, 0, 0);
	/* The VSI, its rule, the transmit queue */
	EXPECT(strstr(driver_say(drv, "stats"), " left=3\n"));
}

static void start_clock(struct driver *drv, u64 ns)
{
	driver_clock_start(drv);
	driver_write32(drv, GLTSYN_SHTIME_L(0), ns);
	driver_write32(drv, GLTSYN_SHTIME_H(0), ns >> 32);
	driver_write32(drv, GLTSYN_CMD, 1);
	driver_write32(drv, GLTSYN_CMD_SYNC, 3);
}

/* Nominally the clock goes as the machine's; twice the increment is twice that. */
static void clock_rate(struct driver *drv)
{
	u64 t0, t1;

	start_clock(drv, 0x1fffffff0ULL);
	t0 = driver_read(drv, GLTSYN_TIME_L(0), 2) |
	     driver_read(drv, GLTSYN_TIME_H(0), 2) << 32;
	EXPECT(t0 >= 0x1fffffff0ULL && t0 < 0x1fffffff0ULL + 2000);
	drv->machine->clock += 1000000;
	t1 = driver_read(drv, GLTSYN_TIME_L(0), 2) |
	     driver_read(drv, GLTSYN_TIME_H(0), 2) << 32;
	EXPECT(t1 - t0 >= 1000000 && t1 - t0 < 1001000);
	driver_clock_rate(drv, 2 * CLOCK_NOMINAL);
	t0 = driver_read(drv, GLTSYN_TIME_L(0), 2);
	drv->machine->clock += 1000000;
	t1 = driver_read(drv, GLTSYN_TIME_L(0), 2);
	EXPECT(t1 - t0 >= 2000000 && t1 - t0 < 2002000);
}

/* The semaphore is read to be taken, and written to be given back. */
static void clock_semaphore(struct driver *drv)
{
	EXPECT_EQ(0, driver_read(drv, PFTSYN_SEM, 2));
	EXPECT_EQ(1, driver_read(drv, PFTSYN_SEM, 2));
	driver_write32(drv, PFTSYN_SEM, 0);
	EXPECT_EQ(0, driver_read(drv, PFTSYN_SEM, 2));
}

/* The local MIB of LLDP is what the driver set, until a reset. */
static void lldp(struct driver *drv)
{
	static const u8 mib[] = { 0xfe, 0x05, 0x00, 0x80, 0xc2, 0x0b, 0x00 };
	struct ice_aqc_lldp_set_local_mib set = { .length = cpu_to_le16(7) };
	struct ice_aqc_lldp_get_mib get = { 0 };

	EXPECT_EQ(AQ_RC(ENOENT), driver_cmd(drv, ice_aqc_opc_lldp_get_mib, &get,
					    sizeof(get), NULL, 0, 1500));
	EXPECT_EQ(0, driver_cmd(drv, ice_aqc_opc_lldp_set_local_mib, &set,
				sizeof(set), mib, sizeof(mib), sizeof(mib)));
	EXPECT_EQ(0, driver_cmd(drv, ice_aqc_opc_lldp_get_mib, &get,
				sizeof(get), NULL, 0, 1500));
	EXPECT_EQ(sizeof(mib), own(drv)->out_len);
	EXPECT_BYTES(mib, drv->out, sizeof(mib));
	set.length = cpu_to_le16(8);
	EXPECT_EQ(AQ_RC(EINVAL),
		  driver_cmd(drv, ice_aqc_opc_lldp_set_local_mib, &set,
			     sizeof(set), mib, sizeof(mib), sizeof(mib)));
	driver_write32(drv, PFGEN_CTRL, PFGEN_CTRL_PFSWR_M);
	EXPECT_EQ(AQ_RC(ENOENT), driver_cmd(drv, ice_aqc_opc_lldp_get_mib, &get,
					    sizeof(get), NULL, 0, 1500));
}

const struct test firmware_tests[] = {
	{ .name = "firmware_registers", .run = registers, .seed = true },
	{ .name = "firmware_function_reset", .run = function_reset },
	{ .name = "firmware_core_reset", .run = core_reset, .seed = true },
	{ .name = "firmware_irq_pending", .run = irq_pending },
	{ .name = "firmware_irq_throttled", .run = irq_throttled },
	{ .name = "firmware_commands", .run = commands, .seed = true },
	{ .name = "firmware_flash", .run = flash },
	{ .name = "firmware_sched_nodes", .run = sched_nodes, .seed = true },
	{ .name = "firmware_lldp", .run = lldp },
	{ .name = "firmware_vsi_sections", .run = vsi_sections },
	{ .name = "firmware_leftovers", .run = leftovers },
	{ .name = "firmware_clock_rate", .run = clock_rate, .seed = true },
	{ .name = "firmware_clock_semaphore", .run = clock_semaphore },
	{ 0 },
};
