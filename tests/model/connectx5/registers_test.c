// SPDX-License-Identifier: GPL-2.0
/* Registers of the port, of its module and of the firmware. */
#include <stdio.h>
#include <string.h>

#include "nic/connectx5/caps.h"
#include "nic/connectx5/register_ids.h"
#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define HEAD		(CX5_OFF(access_register_in, register_data) / 8)
#define ROOM		(HEAD + CX5_BYTES(ppcnt_reg) + 256)
#define ALL_MODES	(1U << MLX5E_1000BASE_KX | 1U << MLX5E_10GBASE_KR | \
			 1U << MLX5E_40GBASE_CR4 | 1U << MLX5E_25GBASE_CR | \
			 1U << MLX5E_50GBASE_CR2 | 1U << MLX5E_100GBASE_CR4)
#define RS		(1 << 2)

static u8 last_status;

/* Accesses a register of @len bytes. Returns the answer, after what @reg has. */
static u8 *access_reg(struct driver *drv, u16 id, const u8 *reg, size_t len,
		      bool write)
{
	u8 in[ROOM] = { 0 };

	SET(access_register_in, in, register_id, id);
	SET(access_register_in, in, op_mod, !write);
	memcpy(in + HEAD, reg, len);
	last_status = driver_cmd(drv, in, HEAD + len, HEAD + len,
				 MLX5_CMD_OP_ACCESS_REG);
	return drv->out + HEAD;
}

#define READ(drv, name, NAME) \
	access_reg(drv, CX5_REG_##NAME, (const u8[CX5_BYTES(name)]){ 0 }, \
		   CX5_BYTES(name), false)
#define WRITE(drv, name, NAME, reg) \
	access_reg(drv, CX5_REG_##NAME, reg, CX5_BYTES(name), true)

static void set_port(struct driver *drv, bool up)
{
	u8 reg[CX5_BYTES(paos_reg)] = { 0 };

	SET(paos_reg, reg, admin_status, up ? 1 : 2);
	WRITE(drv, paos_reg, PAOS, reg);
	EXPECT_EQ(0, last_status);
}

/* Lets a card use some protocols, by register PTYS, and brings its port up again. */
static void allow(struct driver *drv, u8 second, u32 protocols, bool fixed)
{
	u8 reg[CX5_BYTES(ptys_reg)] = { 0 };

	drv->second = second;
	SET(ptys_reg, reg, an_disable_admin, fixed);
	SET(ptys_reg, reg, eth_proto_admin, protocols);
	WRITE(drv, ptys_reg, PTYS, reg);
	EXPECT_EQ(0, last_status);
	set_port(drv, false);
	set_port(drv, true);
}

/* The protocol that both cards say the link has; 0: both say that it is down. */
static u32 link_of_both(struct driver *drv)
{
	u32 oper[2];

	for (unsigned int i = 0; i < 2; i++) {
		drv->second = i ? ACTION_SECOND : 0;
		oper[i] = GET(ptys_reg, READ(drv, ptys_reg, PTYS),
			      eth_proto_oper);
		EXPECT_EQ(oper[i] ? 1 : 2,
			  GET(paos_reg, READ(drv, paos_reg, PAOS),
			      oper_status));
	}
	drv->second = 0;
	EXPECT_EQ(oper[0], oper[1]);
	return oper[0];
}

static void both_up(struct driver *drv)
{
	allow(drv, 0, ~0U, false);
	allow(drv, ACTION_SECOND, ~0U, false);
}

/* Each speed, fixed at both ends, at one, or offered by one only */
static void speeds(struct driver *drv)
{
	static const u32 protocols[] = {
		1U << MLX5E_1000BASE_KX, 1U << MLX5E_10GBASE_KR,
		1U << MLX5E_25GBASE_CR, 1U << MLX5E_40GBASE_CR4,
		1U << MLX5E_50GBASE_CR2, 1U << MLX5E_100GBASE_CR4,
	};
	const u8 *reg;

	both_up(drv);
	EXPECT_EQ(1U << MLX5E_100GBASE_CR4, link_of_both(drv));
	for (size_t i = 0; i < ARRAY_SIZE(protocols); i++) {
		allow(drv, 0, protocols[i], true);
		EXPECT_EQ(protocols[i], link_of_both(drv));
		allow(drv, ACTION_SECOND, protocols[i], true);
		EXPECT_EQ(protocols[i], link_of_both(drv));
		reg = READ(drv, ptys_reg, PTYS);
		EXPECT_EQ(protocols[i], GET(ptys_reg, reg, eth_proto_admin));
		EXPECT_EQ(1, GET(ptys_reg, reg, an_disable_admin));
		EXPECT_EQ(ALL_MODES, ALL_MODES & GET(ptys_reg, reg,
						     eth_proto_capability));
		both_up(drv);
	}
}

/* The best of those that both offer; without one in common there is no link. */
static void negotiation(struct driver *drv)
{
	both_up(drv);
	allow(drv, 0, 1U << MLX5E_25GBASE_CR | 1U << MLX5E_50GBASE_CR2 |
		      1U << MLX5E_1000BASE_KX, false);
	EXPECT_EQ(1U << MLX5E_50GBASE_CR2, link_of_both(drv));
	allow(drv, ACTION_SECOND, 1U << MLX5E_25GBASE_CR |
				  1U << MLX5E_100GBASE_CR4, false);
	EXPECT_EQ(1U << MLX5E_25GBASE_CR, link_of_both(drv));
	allow(drv, ACTION_SECOND, 1U << MLX5E_100GBASE_CR4, true);
	EXPECT_EQ(0, link_of_both(drv));
	both_up(drv);
	EXPECT_EQ(1U << MLX5E_100GBASE_CR4, link_of_both(drv));
	/* What the port does not have is refused, and changes nothing. */
	WRITE(drv, ptys_reg, PTYS, (const u8[CX5_BYTES(ptys_reg)]){ 0 });
	EXPECT_EQ(MLX5_CMD_STAT_BAD_PARAM_ERR, last_status);
	EXPECT_EQ(1U << MLX5E_100GBASE_CR4, link_of_both(drv));
}

static u32 downs(struct driver *drv)
{
	u8 reg[CX5_BYTES(ppcnt_reg)] = { 0 };

	SET(ppcnt_reg, reg, grp, MLX5_PHYSICAL_LAYER_COUNTERS_GROUP);
	return GET(phys_layer_cntrs,
		   AT(ppcnt_reg, access_reg(drv, CX5_REG_PPCNT, reg,
					    sizeof(reg), false), counter_set),
		   link_down_events);
}

/* No frame passes without a link, and each end counts how often it went. */
static void no_link(struct driver *drv)
{
	u32 before;

	both_up(drv);
	before = downs(drv);
	allow(drv, ACTION_SECOND, 1U << MLX5E_10GBASE_KR, true);
	drv->second = 0;
	EXPECT_EQ(before + 1, downs(drv));
	allow(drv, 0, 1U << MLX5E_25GBASE_CR, true);
	EXPECT_EQ(before + 2, downs(drv));
	driver_frame(drv, frame_udp, 60);
	EXPECT(strstr(driver_say(drv, "stats"), "rx packets=0 bytes=0 dropped=1"));
	EXPECT(strstr(drv->machine->said, "link=down"));
}

static u8 want_fec(struct driver *drv, u8 second, u8 fec)
{
	u8 reg[CX5_BYTES(pplm_reg)] = { 0 };

	drv->second = second;
	SET(pplm_reg, reg, fec_override_admin_100g, fec);
	WRITE(drv, pplm_reg, PPLM, reg);
	set_port(drv, false);
	set_port(drv, true);
	drv->second = 0;
	return GET(pplm_reg, READ(drv, pplm_reg, PPLM), fec_mode_active);
}

static void fec(struct driver *drv)
{
	u8 reg[CX5_BYTES(pplm_reg)] = { 0 };
	const u8 *got;

	both_up(drv);
	got = READ(drv, pplm_reg, PPLM);
	EXPECT_EQ(RS, GET(pplm_reg, got, fec_mode_active));
	EXPECT_EQ(RS | 1, GET(pplm_reg, got, fec_override_cap_100g));
	EXPECT_EQ(3, GET(pplm_reg, got, fec_override_cap_10g_40g));
	EXPECT_EQ(7, GET(pplm_reg, got, fec_override_cap_25g));
	/* One end decides for both; two that differ have no link. */
	EXPECT_EQ(1, want_fec(drv, 0, 1));
	EXPECT_EQ(1U << MLX5E_100GBASE_CR4, link_of_both(drv));
	EXPECT_EQ(0, want_fec(drv, ACTION_SECOND, RS));
	EXPECT_EQ(0, link_of_both(drv));
	EXPECT_EQ(RS, want_fec(drv, 0, 0));
	/* 100 Gbit/s has no BASE-R, and two at once are no choice. */
	SET(pplm_reg, reg, fec_override_admin_100g, 2);
	WRITE(drv, pplm_reg, PPLM, reg);
	EXPECT_EQ(MLX5_CMD_STAT_BAD_PARAM_ERR, last_status);
	SET(pplm_reg, reg, fec_override_admin_100g, RS | 1);
	WRITE(drv, pplm_reg, PPLM, reg);
	EXPECT_EQ(MLX5_CMD_STAT_BAD_PARAM_ERR, last_status);
	/* At 10 Gbit/s there is none unless the driver wants it. */
	allow(drv, 0, 1U << MLX5E_10GBASE_KR, true);
	EXPECT_EQ(1, GET(pplm_reg, READ(drv, pplm_reg, PPLM),
			 fec_mode_active));
}

static void pause_settings(struct driver *drv)
{
	u8 reg[CX5_BYTES(pfcc_reg)] = { 0 };
	const u8 *got;

	SET(pfcc_reg, reg, pprx, 1);
	SET(pfcc_reg, reg, pptx, 1);
	SET(pfcc_reg, reg, pfctx, 0xff);
	WRITE(drv, pfcc_reg, PFCC, reg);
	SET(pfcc_reg, reg, pptx, 0);
	SET(pfcc_reg, reg, pprx_mask_n, 1);
	SET(pfcc_reg, reg, pprx, 0);
	SET(pfcc_reg, reg, prio_mask_tx, 0x0f);
	WRITE(drv, pfcc_reg, PFCC, reg);
	got = READ(drv, pfcc_reg, PFCC);
	EXPECT_EQ(1, GET(pfcc_reg, got, pprx));
	EXPECT_EQ(0, GET(pfcc_reg, got, pptx));
	EXPECT_EQ(0x0f, GET(pfcc_reg, got, pfctx));
	EXPECT_EQ(0, GET(pfcc_reg, got, pfcrx));
}

static u64 counter(struct driver *drv, u8 grp, u8 prio, size_t off)
{
	u8 reg[CX5_BYTES(ppcnt_reg)] = { 0 };

	SET(ppcnt_reg, reg, grp, grp);
	SET(ppcnt_reg, reg, prio_tc, prio);
	return get_be64(AT(ppcnt_reg, access_reg(drv, CX5_REG_PPCNT, reg,
						 sizeof(reg), false),
			   counter_set) + off);
}

#define IEEE(drv, field) counter(drv, MLX5_IEEE_802_3_COUNTERS_GROUP, 0, \
	CX5_OFF(eth_802_3_cntrs_grp_data_layout, field##_high) / 8)
#define PRIO(drv, prio, field) counter(drv, MLX5_PER_PRIORITY_COUNTERS_GROUP, \
	prio, CX5_OFF(eth_per_prio_grp_data_layout, field##_high) / 8)

/* MAC control frames end in the port, which counts them by kind. */
static void pause_frames(struct driver *drv)
{
	u8 frame[60] = { 0x01, 0x80, 0xc2, 0, 0, 1, 2, 0, 0, 0, 0, 9,
			 0x88, 0x08, 0, 1, 0xff, 0xff };

	driver_port_up(drv);
	driver_frame(drv, frame, 60);
	put_be16(frame + 14, 0x0101);
	put_be16(frame + 16, 0x21);
	driver_frame(drv, frame, 60);
	put_be16(frame + 14, 0x7777);
	driver_frame(drv, frame, 60);
	EXPECT_EQ(3, IEEE(drv, a_mac_control_frames_received));
	EXPECT_EQ(1, IEEE(drv, a_pause_mac_ctrl_frames_received));
	EXPECT_EQ(1, IEEE(drv, a_unsupported_opcodes_received));
	EXPECT_EQ(3, IEEE(drv, a_frames_received_ok));
	EXPECT_EQ(1, PRIO(drv, 0, rx_pause));
	EXPECT_EQ(0, PRIO(drv, 1, rx_pause));
	EXPECT_EQ(1, PRIO(drv, 5, rx_pause));
	EXPECT(strstr(driver_say(drv, "stats"), "no_rule=0"));
}

/* A frame counts for the priority in its tag, one without a tag for 0. */
static void priorities(struct driver *drv)
{
	u8 frame[64];

	driver_port_up(drv);
	driver_frame(drv, frame_udp, 60);
	frame_tag(frame, frame_udp, 60, 0x8100, 5 << 13 | 7);
	driver_frame(drv, frame, 64);
	EXPECT_EQ(1, PRIO(drv, 0, rx_frames));
	EXPECT_EQ(64, PRIO(drv, 0, rx_octets));
	EXPECT_EQ(1, PRIO(drv, 5, rx_frames));
	EXPECT_EQ(68, PRIO(drv, 5, rx_octets));
	/* There is no priority above 7. */
	EXPECT_EQ(0, PRIO(drv, 31, rx_frames));
}

/* Reads @size bytes of the module. Returns the status of register MCIA. */
static u8 module(struct driver *drv, u8 page, u16 at, u16 size, u8 *to)
{
	u8 reg[CX5_BYTES(mcia_reg)] = { 0 };
	const u8 *got;

	SET(mcia_reg, reg, i2c_device_address, MLX5_I2C_ADDR_LOW);
	SET(mcia_reg, reg, page_number, page);
	SET(mcia_reg, reg, device_address, at);
	SET(mcia_reg, reg, size, size);
	got = access_reg(drv, CX5_REG_MCIA, reg, sizeof(reg), false);
	EXPECT_EQ(0, last_status);
	if (!GET(mcia_reg, got, status))
		memcpy(to, AT(mcia_reg, got, dwords), min(size, (u16)48));
	return GET(mcia_reg, got, status);
}

static void module_eeprom(struct driver *drv)
{
	u8 page[256], byte, sums[2] = { 0 };

	for (u16 at = 0; at < 256; at += 32)
		EXPECT_EQ(0, module(drv, 0, at, 32, page + at));
	EXPECT_EQ(MLX5_MODULE_ID_QSFP28, page[0]);
	EXPECT_EQ(page[0], page[128]);
	/* Flat memory: a read of another page gives this one. */
	EXPECT_EQ(4, page[2] & 4);
	EXPECT_EQ(0, module(drv, 3, 148, 1, &byte));
	EXPECT_EQ(page[148], byte);
	for (u16 at = 128; at < 191; at++)
		sums[0] += page[at];
	for (u16 at = 192; at < 223; at++)
		sums[1] += page[at];
	EXPECT_EQ(sums[0], page[191]);
	EXPECT_EQ(sums[1], page[223]);
	EXPECT(module(drv, 0, 250, 7, page));
	EXPECT(module(drv, 0, 0, 49, page));
	EXPECT(module(drv, 0, 0xffff, 0xffff, page));
	driver_say(drv, "link down");
	EXPECT(module(drv, 0, 0, 1, page));
}

static void firmware(struct driver *drv)
{
	u8 reg[CX5_BYTES(mcqi_reg) + CX5_BYTES(mcqi_version)] = { 0 };
	const u8 *got = READ(drv, mcqs_reg, MCQS);

	EXPECT_EQ(1, GET(mcqs_reg, got, last_index_flag));
	EXPECT_EQ(1, GET(mcqs_reg, got, identifier));
	EXPECT_EQ(0, GET(mcqs_reg, got, component_update_state));
	SET(mcqi_reg, reg, info_type, 1);
	got = access_reg(drv, CX5_REG_MCQI, reg, sizeof(reg), false);
	EXPECT_EQ(0, last_status);
	EXPECT_EQ(16 << 24 | 35 << 16 | 4030,
		  GET(mcqi_version, AT(mcqi_reg, got, data), version));
	EXPECT_BYTES("16.35.4030", AT(mcqi_version, AT(mcqi_reg, got, data),
				      version_string), 10);
	SET(mcqi_reg, reg, component_index, 1);
	access_reg(drv, CX5_REG_MCQI, reg, sizeof(reg), false);
	EXPECT_EQ(MLX5_CMD_STAT_BAD_PARAM_ERR, last_status);
}

/* Each bit of @from up to @to of PCAM or MCAM has an entry with a source. */
static unsigned int expect_sources(const u8 *reg, u16 page, u32 from, u32 to)
{
	unsigned int n = 0;

	for (u32 bit = from; bit < to; bit++) {
		const struct cx5_cap *cap = cx5_register_cap_at(page, bit);

		if (!(reg[bit / 8] & 0x80 >> bit % 8))
			continue;
		if (!cap || !strchr(cap->source, ':'))
			printf("# register %#x, bit %#x\n", page, bit);
		EXPECT(cap && strchr(cap->source, ':'));
		n++;
	}
	return n;
}

/* PCAM and MCAM promise registers that the card has, and no feature of them. */
static void promises(struct driver *drv)
{
	const u8 *reg = READ(drv, pcam_reg, PCAM);
	u8 copy[CX5_BYTES(pcam_reg)];

	memcpy(copy, reg, sizeof(copy));
	EXPECT(expect_sources(copy, CX5_PAGE_PCAM, 64, 8 * sizeof(copy)) >= 8);
	for (u16 id = 0; id < 128; id++) {
		u32 bit = CX5_OFF(pcam_reg, port_access_reg_cap_mask) + 127 - id;

		if (!(copy[bit / 8] & 0x80 >> bit % 8))
			continue;
		access_reg(drv, 0x5000 + id, copy, 16, false);
		EXPECT_EQ(0, last_status);
	}
	reg = READ(drv, mcam_reg, MCAM);
	EXPECT_EQ(2, expect_sources(reg, CX5_PAGE_MCAM, 64,
				    8 * CX5_BYTES(mcam_reg)));
}

/* Every register, read and written with garbage, in all lengths */
static void garbage(struct driver *drv)
{
	static const u16 pages[] = { 0x5000, 0x6000, 0x7000, 0x9000 };
	u8 in[ROOM];

	for (u32 id = 0; id < 4 * 256; id++)
		for (u32 i = 0; i < 8; i++) {
			size_t len = i & 1 ? ROOM : HEAD + i * 4;

			memset(in, i & 4 ? 0xff : i, sizeof(in));
			SET(access_register_in, in, register_id,
			    pages[id / 256] + id % 256);
			SET(access_register_in, in, op_mod, i >> 1 & 1);
			driver_cmd(drv, in, len, len, MLX5_CMD_OP_ACCESS_REG);
		}
	driver_port_up(drv);
	EXPECT_EQ(0, drv->out[0]);
}

const struct test registers_tests[] = {
	{ .name = "registers_speeds", .run = speeds, .seed = true },
	{ .name = "registers_negotiation", .run = negotiation },
	{ .name = "registers_no_link", .run = no_link, .seed = true },
	{ .name = "registers_fec", .run = fec, .seed = true },
	{ .name = "registers_pause", .run = pause_settings, .seed = true },
	{ .name = "registers_pause_frames", .run = pause_frames, .seed = true },
	{ .name = "registers_priorities", .run = priorities },
	{ .name = "registers_module", .run = module_eeprom, .seed = true },
	{ .name = "registers_firmware", .run = firmware, .seed = true },
	{ .name = "registers_promises", .run = promises },
	{ .name = "registers_garbage", .run = garbage },
	{ 0 },
};
