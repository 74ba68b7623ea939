// SPDX-License-Identifier: GPL-2.0
/* Capabilities: the card claims none that a ConnectX-5 lacks. */
#include <stdio.h>
#include <string.h>

#include "nic/connectx5/caps.h"

#include "card_driver.h"
#include "tests.h"

#define PAGES	64	/* more than there are pages of capabilities */
#define PAGE_BITS	(8 * CX5_BYTES(query_hca_cap_out) - \
			 CX5_OFF(query_hca_cap_out, capability))

/* Reads a page: the current values (mode 1) or the largest ones (mode 0). */
static const u8 *query(struct driver *drv, u16 page, u16 mode)
{
	u8 in[CX5_BYTES(query_hca_cap_in)] = { 0 };

	SET(query_hca_cap_in, in, op_mod, page << 1 | mode);
	EXPECT_EQ(0, DRIVER_CMD(drv, QUERY_HCA_CAP, query_hca_cap, in));
	return AT(query_hca_cap_out, drv->out, capability);
}

static bool has_source(const struct cx5_cap *cap)
{
	static const char *const kinds[] = {
		"ConnectX-5 Ex, ibv_devinfo: ", "ConnectX-6 Dx, mlx5ctl: ",
		"mlx5_core, on every card: ", "on ConnectX-5: ",
		"the model's own limit; ",
	};

	for (size_t i = 0; cap->source && i < ARRAY_SIZE(kinds); i++)
		if (!strncmp(cap->source, kinds[i], strlen(kinds[i])))
			return cap->source[strlen(kinds[i])];
	return false;
}

/* Expects a bit that is set to have a valid entry in the table. */
static void expect_entry(u16 page, u32 bit, const u8 *caps)
{
	const struct cx5_cap *cap = cx5_cap_at(page, bit);

	if (!cap) {
		printf("# page %u, bit %#x: advertised, and not in the table\n",
		       page, bit);
		EXPECT(cap);
		return;
	}
	if (!has_source(cap) || cap->val > cap->most)
		printf("# %s, page %u: %llu of %llu, source: %s\n", cap->name,
		       page, (unsigned long long)cap->val,
		       (unsigned long long)cap->most,
		       cap->source ?: "none");
	EXPECT(has_source(cap));
	EXPECT(cap->val <= cap->most);
	EXPECT_EQ(cap->val, cx5_get(caps, cap->off, cap->bits));
}

static unsigned int expect_page(u16 page, const u8 *caps)
{
	unsigned int bits = 0;

	for (u32 bit = 0; bit < PAGE_BITS; bit++) {
		if (!(caps[bit / 8] & 0x80 >> bit % 8))
			continue;
		expect_entry(page, bit, caps);
		bits++;
	}
	return bits;
}

/* Each bit of each page has a source. */
static void sources(struct driver *drv)
{
	unsigned int bits[2] = { 0 };

	for (u16 mode = 0; mode < 2; mode++)
		for (u16 page = 0; page < PAGES; page++)
			bits[mode] += expect_page(page,
						  query(drv, page, mode));
	EXPECT(bits[0] > 60);
	EXPECT_EQ(bits[0], bits[1]);
}

/* Page, offset and width of a capability */
#define GENERAL(field)	MLX5_CAP_GENERAL, CX5_OFF(cmd_hca_cap, field), \
			CX5_BITS(cmd_hca_cap, field)
#define ETHERNET(field)	MLX5_CAP_ETHERNET_OFFLOADS, \
	CX5_OFF(per_protocol_networking_offload_caps, field), \
	CX5_BITS(per_protocol_networking_offload_caps, field)

/* Known values of a ConnectX-5, and capabilities that it lacks */
static void known(struct driver *drv)
{
	static const struct {
		u16 page;
		u32 off, bits;
		u64 want;
	} answers[] = {
		{ GENERAL(device_frequency_khz), 78125 },
		{ GENERAL(log_pg_sz), 12 },
		{ GENERAL(uar_4k), 0 },
		{ GENERAL(shampo), 0 },
		{ GENERAL(cmdif_checksum), 0 },
		{ GENERAL(cq_period_mode_modify), 1 },
		{ GENERAL(cq_period_start_from_cqe), 1 },
		{ GENERAL(cqe_compression), 1 },
		{ GENERAL(lag_master), 0 },
		{ GENERAL(eswitch_manager), 0 },
		{ ETHERNET(max_lso_cap), 18 },
		{ ETHERNET(wqe_inline_mode), 2 },
		{ ETHERNET(wqe_vlan_insert), 0 },
		{ ETHERNET(cqe_checksum_full), 0 },
		{ ETHERNET(tunnel_lro_gre), 0 },
		{ ETHERNET(tunnel_lro_vxlan), 0 },
	};

	for (size_t i = 0; i < ARRAY_SIZE(answers); i++) {
		u64 got = cx5_get(query(drv, answers[i].page, 1),
				  answers[i].off, answers[i].bits);

		if (got != answers[i].want)
			printf("# page %u, bit %#x\n", answers[i].page,
			       answers[i].off);
		EXPECT_EQ(answers[i].want, got);
	}
}

/* The driver reads back the values that it chose. The largest ones stay. */
static void chosen(struct driver *drv)
{
	u8 in[CX5_BYTES(set_hca_cap_in)] = { 0 };
	const u8 *caps;

	memcpy(AT(set_hca_cap_in, in, capability),
	       query(drv, MLX5_CAP_GENERAL, 1), CX5_BYTES(cmd_hca_cap));
	SET(cmd_hca_cap, AT(set_hca_cap_in, in, capability), log_max_qp, 3);
	EXPECT_EQ(0, DRIVER_CMD(drv, SET_HCA_CAP, set_hca_cap, in));
	caps = query(drv, MLX5_CAP_GENERAL, 1);
	EXPECT_EQ(3, GET(cmd_hca_cap, caps, log_max_qp));
	caps = query(drv, MLX5_CAP_GENERAL, 0);
	EXPECT_EQ(12, GET(cmd_hca_cap, caps, log_max_qp));
}

const struct test caps_tests[] = {
	{ .name = "caps_sources", .run = sources },
	{ .name = "caps_known", .run = known },
	{ .name = "caps_chosen", .run = chosen },
	{ 0 },
};
