// SPDX-License-Identifier: GPL-2.0
/* Received frames: descriptors, RSS by the package's tables, tags, times. */
#include <string.h>

#include "nic/bytes.h"
#include "nic/e810/classify.h"
#include "nic/headers.h"
#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define STATUS0(bit)	BIT(ICE_RX_FLEX_DESC_STATUS0_ ## bit ## _S)
#define GROUP_TCP	3
#define VSIG		1
#define PROFILE		5

static void plain(struct driver *drv)
{
	const struct ice_32b_rx_flex_desc_nic *desc;

	driver_start(drv);
	driver_frame(drv, frame_udp, sizeof(frame_udp));
	desc = driver_rx_desc(drv, 0, 0);
	EXPECT_EQ(ICE_RXDID_FLEX_NIC, desc->rxdid);
	EXPECT_EQ(ICE_PTYPE_IPV4_UDP_PAY,
		  le16_to_cpu(desc->ptype_flexi_flags0));
	EXPECT_EQ(sizeof(frame_udp), le16_to_cpu(desc->pkt_len));
	EXPECT_EQ(STATUS0(DD) | STATUS0(EOF) | STATUS0(L3L4P),
		  le16_to_cpu(desc->status_error0));
	EXPECT_EQ(0, le32_to_cpu(desc->rss_hash));
	EXPECT_EQ(0, desc->ts_low);
	EXPECT_BYTES(frame_udp, drv->machine->memory + own(drv)->rx_buf[0],
		     sizeof(frame_udp));
	EXPECT_EQ(1, drv->machine->card[0].irqs[1]);
}

/* Frames to another address, and those with the card's own as source */
static void unwanted(struct driver *drv)
{
	u8 frame[sizeof(frame_udp)];

	driver_start(drv);
	memcpy(frame, frame_udp, sizeof(frame));
	frame[5] = 9;
	driver_frame(drv, frame, sizeof(frame));
	EXPECT_EQ(0, driver_rx_desc(drv, 0, 0)->pkt_len);
	EXPECT(strstr(driver_say(drv, "stats"), "no_rule=1"));
}

static void bad_checksums(struct driver *drv)
{
	u8 frame[sizeof(frame_udp)];

	driver_start(drv);
	memcpy(frame, frame_udp, sizeof(frame));
	frame[sizeof(frame) - 1] ^= 1;
	driver_frame(drv, frame, sizeof(frame));
	EXPECT_EQ(STATUS0(DD) | STATUS0(EOF) | STATUS0(L3L4P) |
		  STATUS0(XSUM_L4E),
		  le16_to_cpu(driver_rx_desc(drv, 0, 0)->status_error0));
	frame[sizeof(frame) - 1] ^= 1;
	frame[22]++;	/* the time to live */
	driver_frame(drv, frame, sizeof(frame));
	EXPECT_EQ(STATUS0(DD) | STATUS0(EOF) | STATUS0(L3L4P) |
		  STATUS0(XSUM_IPE),
		  le16_to_cpu(driver_rx_desc(drv, 0, 1)->status_error0));
}

/* 300 bytes in buffers of 128: three descriptors, the last one has EOF. */
static void chain(struct driver *drv)
{
	static const u8 mac[ETH_ALEN] = { 2, 0, 0, 0, 0, 1 };
	u8 frame[300] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0xb5 };

	driver_vsi(drv, NULL);
	driver_mac(drv, mac);
	driver_rxq(drv, 0, 128, true);
	for (u32 i = 14; i < sizeof(frame); i++)
		frame[i] = i;
	driver_frame(drv, frame, sizeof(frame));
	for (u32 i = 0; i < 3; i++) {
		const struct ice_32b_rx_flex_desc_nic *desc =
			driver_rx_desc(drv, 0, i);

		EXPECT_EQ(i < 2 ? 128 : 44, le16_to_cpu(desc->pkt_len));
		EXPECT_EQ(STATUS0(DD) | (i < 2 ? 0 : STATUS0(EOF)),
			  le16_to_cpu(desc->status_error0));
		EXPECT_EQ(ICE_RXDID_FLEX_NIC, desc->rxdid);
		EXPECT_BYTES(frame + i * 128, drv->machine->memory +
			     own(drv)->rx_buf[0] + i * RX_BUFFER, i < 2 ? 128 : 44);
	}
	EXPECT_EQ(1, le16_to_cpu(driver_rx_desc(drv, 0, 2)->ptype_flexi_flags0));
}

#define SPLITS(level)	ICE_RLAN_RX_HSPLIT_0_SPLIT_ ## level
#define SPLITS_ALL	(SPLITS(L2) | SPLITS(IP) | SPLITS(TCP_UDP) | SPLITS(SCTP))
#define TCP6_LEN	90

/* Frames for splits: what they are, and their length */
static const struct split_frame {
	u8 start[24];
	u8 len;
} split_frames[] = {
#define IPV4(len, frag, proto)							\
	{ 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0,				\
	  0x45, 0, 0, (len) - 14, 0, 1, frag, 0, 64, proto }, len
	{ IPV4(60, 0, NIC_PROTO_UDP) }, { IPV4(60, 0, NIC_PROTO_SCTP) },
	{ IPV4(60, 0x20, NIC_PROTO_UDP) },
	{ { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x86, 0xdd, 0x60, 0, 0, 0, 0,
	    TCP6_LEN - 54, NIC_PROTO_TCP, 64 }, TCP6_LEN },
	{ { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0xb5 }, 60 },
};

/* Behind which headers a queue splits, the room for them, and what goes there */
static const struct {
	enum { UDP, SCTP, FRAGMENT, TCP6, NO_IP } frame;
	u8 levels;
	u16 room, headers;
} splits[] = {
	{ UDP, SPLITS_ALL, 64, 42 }, { UDP, SPLITS(TCP_UDP), 64, 42 },
	{ UDP, SPLITS(IP) | SPLITS(SCTP), 64, 34 }, { UDP, SPLITS(L2), 64, 14 },
	{ UDP, SPLITS(SCTP), 64, 0 }, { UDP, 0, 64, 0 },
	{ SCTP, SPLITS_ALL, 64, 46 }, { SCTP, SPLITS(TCP_UDP), 64, 0 },
	{ FRAGMENT, SPLITS_ALL, 64, 34 }, { FRAGMENT, SPLITS(TCP_UDP), 64, 0 },
	{ TCP6, SPLITS_ALL, 128, 74 }, { TCP6, SPLITS_ALL, 64, 0 },
	{ NO_IP, SPLITS_ALL, 64, 14 }, { NO_IP, SPLITS(IP), 64, 0 },
};

static void split(struct driver *drv)
{
	static const u8 mac[ETH_ALEN] = { 2, 0, 0, 0, 0, 1 };

	driver_vsi(drv, NULL);
	driver_mac(drv, mac);
	for (u32 i = 0; i < sizeof(splits) / sizeof(splits[0]); i++) {
		const struct split_frame *from = &split_frames[splits[i].frame];
		u32 headers = splits[i].headers;
		const struct ice_32b_rx_flex_desc_nic *desc;
		u8 frame[TCP6_LEN] = { 0 };
		const u8 *buf;

		for (u32 j = 0; j < from->len; j++)
			frame[j] = j < sizeof(from->start) ? from->start[j] : j;
		frame[66] = 0x50;	/* bytes of the TCP header */
		driver_rxq(drv, 0, 128, true);
		driver_rxq_split(drv, 0, splits[i].room, splits[i].levels);
		driver_frame(drv, frame, from->len);
		desc = driver_rx_desc(drv, 0, 0);
		buf = drv->machine->memory + own(drv)->rx_buf[0];
		EXPECT_EQ(from->len - headers, le16_to_cpu(desc->pkt_len));
		EXPECT_EQ(headers ? headers | BIT(11) : 0,
			  le16_to_cpu(desc->hdr_len_sph_flex_flags1));
		EXPECT_BYTES(frame, buf, headers);
		EXPECT_BYTES(frame + headers, buf + RX_BUFFER / 2, from->len - headers);
		driver_write32(drv, QRX_CTRL(0), 0);
	}
}

/* The headers, and 286 bytes in three buffers of 128 */
static void split_chain(struct driver *drv)
{
	static const u8 mac[ETH_ALEN] = { 2, 0, 0, 0, 0, 1 };
	u8 frame[300] = { 2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 0x88, 0xb5 };
	const u8 *buf;

	driver_vsi(drv, NULL);
	driver_mac(drv, mac);
	driver_rxq(drv, 0, 128, true);
	driver_rxq_split(drv, 0, 64, SPLITS_ALL);
	for (u32 i = 14; i < sizeof(frame); i++)
		frame[i] = i;
	driver_frame(drv, frame, sizeof(frame));
	buf = drv->machine->memory + own(drv)->rx_buf[0];
	EXPECT_BYTES(frame, buf, 14);
	for (u32 i = 0; i < 3; i++) {
		const struct ice_32b_rx_flex_desc_nic *desc =
			driver_rx_desc(drv, 0, i);
		u32 n = i < 2 ? 128 : 30;

		EXPECT_EQ(n, le16_to_cpu(desc->pkt_len));
		EXPECT_EQ(i ? 0 : 14 | BIT(11),
			  le16_to_cpu(desc->hdr_len_sph_flex_flags1));
		EXPECT_EQ(STATUS0(DD) | (i < 2 ? 0 : STATUS0(EOF)),
			  le16_to_cpu(desc->status_error0));
		EXPECT_BYTES(frame + 14 + i * 128,
			     buf + i * RX_BUFFER + RX_BUFFER / 2, n);
	}
}

/* Without a descriptor a frame is lost, and counted. */
static void no_room(struct driver *drv)
{
	driver_start(drv);
	for (u32 i = 0; i < RX_ENTRIES; i++)
		driver_frame(drv, frame_udp, sizeof(frame_udp));
	EXPECT_EQ(8, driver_read(drv, GLV_RDPC(own(drv)->vsi), 2));
	driver_write32(drv, QRX_TAIL(0), 0);
	driver_frame(drv, frame_udp, sizeof(frame_udp));
	EXPECT_EQ(sizeof(frame_udp),
		  le16_to_cpu(driver_rx_desc(drv, 0, 24)->pkt_len));
}

/* The key of the published vectors */
static const u8 key[52] = {
	0x6d, 0x5a, 0x56, 0xda, 0x25, 0x5b, 0x0e, 0xc2, 0x41, 0x67, 0x25, 0x3d,
	0x43, 0xa3, 0x8f, 0xb0, 0xd0, 0xca, 0x2b, 0xcb, 0xae, 0x7b, 0x30, 0xb4,
	0x77, 0xcb, 0x2d, 0xa3, 0x80, 0x30, 0xf2, 0x0c, 0x6a, 0x42, 0xb7, 0x3b,
	0xbe, 0xac, 0x01, 0xfa,
};

static void set_key_and_table(struct driver *drv)
{
	struct ice_aqc_get_set_rss_key key_params = {
		.vsi_id = cpu_to_le16(own(drv)->vsi | ICE_AQC_RSS_VSI_VALID),
	};
	struct ice_aqc_get_set_rss_lut lut_params = {
		.vsi_id = key_params.vsi_id,
		.flags = cpu_to_le16(ICE_LUT_PF | ICE_AQC_LUT_SIZE_2K),
	};
	u8 lut[ICE_LUT_PF_SIZE];

	for (u32 i = 0; i < sizeof(lut); i++)
		lut[i] = i % 4;
	EXPECT_EQ(AQ_RC(OK), driver_cmd(drv, ice_aqc_opc_set_rss_key,
					&key_params, sizeof(key_params), key,
					sizeof(key), sizeof(key)));
	EXPECT_EQ(AQ_RC(OK), driver_cmd(drv, ice_aqc_opc_set_rss_lut,
					&lut_params, sizeof(lut_params), lut,
					sizeof(lut), sizeof(lut)));
}

static void set_groups(struct driver *drv)
{
	struct {
		__le16 count, offset;
		u8 group;
	} __packed xlt1 = { cpu_to_le16(1), cpu_to_le16(ICE_PTYPE_IPV4_TCP_PAY),
			    GROUP_TCP };
	struct {
		__le16 count, offset, group;
	} xlt2 = { cpu_to_le16(1), cpu_to_le16(own(drv)->vsi), cpu_to_le16(VSIG) };

	driver_update(drv, ICE_SID_XLT1_RSS, &xlt1, sizeof(xlt1));
	driver_update(drv, ICE_SID_XLT2_RSS, &xlt2, sizeof(xlt2));
}

/* An entry that matches both groups, whatever the flags are */
static void set_tcam(struct driver *drv, u16 addr, u8 profile)
{
	struct {
		__le16 count;
		struct ice_prof_tcam_entry entry;
	} __packed tcam = { .count = cpu_to_le16(1),
			    .entry = { .addr = cpu_to_le16(addr),
				       .prof_id = profile } };
	static const u8 value[5] = { 0, 0, GROUP_TCP, VSIG, 0 };

	for (u32 i = 0; i < 5; i++) {
		tcam.entry.key[i] = i < 2 ? 0xff : ~value[i];
		tcam.entry.key[5 + i] = i < 2 ? 0xff : value[i];
	}
	driver_update(drv, ICE_SID_PROFID_TCAM_RSS, &tcam, sizeof(tcam));
}

/* The words come in reverse order. */
static void set_profile(struct driver *drv, u8 profile, u32 n)
{
	static const struct {
		u8 prot;
		u16 off;
	} word[] = {
		{ ICE_PROT_IPV4_OF_OR_S, 12 }, { ICE_PROT_IPV4_OF_OR_S, 14 },
		{ ICE_PROT_IPV4_OF_OR_S, 16 }, { ICE_PROT_IPV4_OF_OR_S, 18 },
		{ ICE_PROT_TCP_IL, 0 }, { ICE_PROT_TCP_IL, 2 },
	};
	struct {
		__le16 count, offset;
		struct ice_fv_word es[24];
	} __packed fv = { .count = cpu_to_le16(1),
			  .offset = cpu_to_le16(profile) };

	for (u32 i = 0; i < 24; i++) {
		bool used = i < n;

		fv.es[23 - i].prot_id = used ? word[i].prot : 0xff;
		fv.es[23 - i].off = cpu_to_le16(used ? word[i].off : 0x1ff);
	}
	driver_update(drv, ICE_SID_FLD_VEC_RSS, &fv, sizeof(fv));
}

static void rss_start(struct driver *drv)
{
	driver_start(drv);
	set_key_and_table(drv);
	set_groups(drv);
	set_profile(drv, PROFILE, 6);
}

/* A published vector: hash 0x51ccc178 of the ports too, 0x323e8fc2 without. */
static void rss_known(struct driver *drv)
{
	const struct ice_32b_rx_flex_desc_nic *desc;

	rss_start(drv);
	set_tcam(drv, 100, PROFILE);
	driver_frame(drv, frame_tcp, sizeof(frame_tcp));
	desc = driver_rx_desc(drv, 0x51ccc178 % 4, 0);
	EXPECT_EQ(0x51ccc178, le32_to_cpu(desc->rss_hash));
	EXPECT(le16_to_cpu(desc->status_error0) & STATUS0(RSS_VALID));
	set_profile(drv, PROFILE + 1, 4);
	/* The entry with the lower address counts. */
	set_tcam(drv, 99, PROFILE + 1);
	driver_frame(drv, frame_tcp, sizeof(frame_tcp));
	EXPECT_EQ(0x323e8fc2,
		  le32_to_cpu(driver_rx_desc(drv, 0x323e8fc2 % 4, 0)->rss_hash));
	/* UDP is in no group. */
	driver_frame(drv, frame_udp, sizeof(frame_udp));
	EXPECT_EQ(0, le32_to_cpu(driver_rx_desc(drv, 0, 1)->rss_hash));
}

/* With symmetry both directions of a flow have one hash. */
static void rss_symmetric(struct driver *drv)
{
	struct ice_aqc_add_get_update_free_vsi params = { 0 };
	struct ice_aqc_vsi_props props = {
		.valid_sections = cpu_to_le16(ICE_AQ_VSI_PROP_Q_OPT_VALID),
		.q_opt_rss = ICE_AQ_VSI_Q_OPT_RSS_HASH_SYM_TPLZ <<
			     ICE_AQ_VSI_Q_OPT_RSS_HASH_S,
	};
	static const u8 partner[6] = { 2, 3, 0, 1, 5, 4 };
	u8 back[sizeof(frame_tcp)];
	u32 hash;

	rss_start(drv);
	set_tcam(drv, 100, PROFILE);
	/* The first word that is hashed is the last one of the vector. */
	for (u32 i = 0; i < 24; i += 4) {
		u32 val = 0;

		for (u32 j = i; j < i + 4; j++)
			if (j >= 18)
				val |= (0x80U | (23 - partner[23 - j])) << 8 * (j % 4);
		driver_write32(drv, GLQF_HSYMM(PROFILE, i / 4), val);
	}
	params.vsi_num = cpu_to_le16(own(drv)->vsi);
	driver_cmd(drv, ice_aqc_opc_update_vsi, &params, sizeof(params),
		   &props, sizeof(props), sizeof(props));
	memcpy(back, frame_tcp, sizeof(back));
	memcpy(back + 26, frame_tcp + 30, 4);
	memcpy(back + 30, frame_tcp + 26, 4);
	memcpy(back + 34, frame_tcp + 36, 2);
	memcpy(back + 36, frame_tcp + 34, 2);
	driver_frame(drv, frame_tcp, sizeof(frame_tcp));
	hash = le32_to_cpu(driver_rx_desc(drv, 0, 0)->rss_hash);
	EXPECT(hash && hash != 0x51ccc178);
	driver_frame(drv, back, sizeof(back));
	EXPECT_EQ(hash, le32_to_cpu(driver_rx_desc(drv, 0, 1)->rss_hash));
}

static void start_with(struct driver *drv, u8 inner, u8 outer, bool first)
{
	static const u8 mac[ETH_ALEN] = { 2, 0, 0, 0, 0, 1 };
	struct ice_aqc_vsi_props props = {
		.inner_vlan_flags = inner, .outer_vlan_flags = outer,
	};

	driver_vsi(drv, &props);
	driver_mac(drv, mac);
	driver_rxq(drv, 0, RX_BUFFER, first);
}

static void vlan_single(struct driver *drv)
{
	const struct ice_32b_rx_flex_desc_nic *desc;
	u8 frame[sizeof(frame_udp) + 4];

	start_with(drv, ICE_AQ_VSI_INNER_VLAN_EMODE_STR_BOTH, 3, true);
	frame_tag(frame, frame_udp, sizeof(frame_udp), 0x8100, 0x6123);
	driver_frame(drv, frame, sizeof(frame));
	desc = driver_rx_desc(drv, 0, 0);
	EXPECT_EQ(0x6123, le16_to_cpu(desc->l2tag1));
	EXPECT(le16_to_cpu(desc->status_error0) & STATUS0(L2TAG1P));
	EXPECT_EQ(sizeof(frame_udp), le16_to_cpu(desc->pkt_len));
	EXPECT_BYTES(frame_udp, drv->machine->memory + own(drv)->rx_buf[0],
		     sizeof(frame_udp));
	/* In this mode 802.1ad is no tag. */
	frame_tag(frame, frame_udp, sizeof(frame_udp), 0x88a8, 0x6123);
	driver_frame(drv, frame, sizeof(frame));
	desc = driver_rx_desc(drv, 0, 1);
	EXPECT_EQ(sizeof(frame), le16_to_cpu(desc->pkt_len));
	EXPECT(!(le16_to_cpu(desc->status_error0) & STATUS0(L2TAG1P)));
}

static void vlan_double(struct driver *drv)
{
	struct ice_aqc_set_port_params params = {
		.cmd_flags = cpu_to_le16(ICE_AQC_SET_P_PARAMS_DOUBLE_VLAN_ENA),
	};
	const struct ice_32b_rx_flex_desc_nic *desc;
	u8 frame[sizeof(frame_udp) + 4];

	driver_cmd(drv, ice_aqc_opc_set_port_params, &params, sizeof(params),
		   NULL, 0, 0);
	start_with(drv, 3 << ICE_AQ_VSI_INNER_VLAN_EMODE_S,
		   ICE_AQ_VSI_OUTER_TAG_STAG << ICE_AQ_VSI_OUTER_TAG_TYPE_S,
		   false);
	frame_tag(frame, frame_udp, sizeof(frame_udp), 0x88a8, 0x6123);
	driver_frame(drv, frame, sizeof(frame));
	desc = driver_rx_desc(drv, 0, 0);
	EXPECT_EQ(0x6123, le16_to_cpu(desc->l2tag2_2nd));
	EXPECT_EQ(BIT(ICE_RX_FLEX_DESC_STATUS1_L2TAG2P_S),
		  le16_to_cpu(desc->status_error1));
	EXPECT_EQ(sizeof(frame_udp), le16_to_cpu(desc->pkt_len));
	/* The VSI is for 802.1ad only. */
	frame_tag(frame, frame_udp, sizeof(frame_udp), 0x8100, 0x6123);
	driver_frame(drv, frame, sizeof(frame));
	desc = driver_rx_desc(drv, 0, 1);
	EXPECT_EQ(sizeof(frame), le16_to_cpu(desc->pkt_len));
	EXPECT_EQ(0, le16_to_cpu(desc->status_error1));
}

/* The time in the descriptor is the clock's, between two readings of it. */
static void timestamp(struct driver *drv)
{
	const struct ice_32b_rx_flex_desc_nic *desc;
	u32 before, after, ts;

	driver_start(drv);
	driver_clock_start(drv);
	before = driver_read(drv, GLTSYN_TIME_L(0), 2);
	driver_frame(drv, frame_udp, sizeof(frame_udp));
	after = driver_read(drv, GLTSYN_TIME_L(0), 2);
	desc = driver_rx_desc(drv, 0, 0);
	ts = le32_to_cpu(desc->flex_ts.ts_high);
	EXPECT_EQ(1, desc->ts_low);
	EXPECT(before < ts && ts < after);
}

static u16 ptype_of(const u8 *frame, u32 len)
{
	const struct nic_parser sees = { .tunnels = true };
	struct nic_headers headers;

	nic_headers_parse(&headers, frame, len, &sees);
	return e810_ptype(&headers);
}

/* Packet types, against the table in libie of the kernel */
static void ptypes(struct driver *drv)
{
	u8 frame[128];

	memcpy(frame, frame_udp, sizeof(frame_udp));
	EXPECT_EQ(24, ptype_of(frame, 60));
	EXPECT_EQ(26, ptype_of(frame_tcp, 60));
	frame[23] = NIC_PROTO_SCTP;
	EXPECT_EQ(27, ptype_of(frame, 60));
	frame[23] = NIC_PROTO_ICMP;
	EXPECT_EQ(28, ptype_of(frame, 60));
	frame[23] = 99;
	EXPECT_EQ(23, ptype_of(frame, 60));
	frame[20] = 0x20;
	EXPECT_EQ(22, ptype_of(frame, 60));
	/* IPv4 in GRE in IPv4: UDP in it is type 43 + 1 + 2. */
	memcpy(frame, frame_udp, 34);
	put_be16(frame + 16, 20 + 4 + 46);
	frame[23] = NIC_PROTO_GRE;
	put_be32(frame + 34, NIC_TYPE_IPV4);
	memcpy(frame + 38, frame_udp + 14, 46);
	EXPECT_EQ(46, ptype_of(frame, 84));
	frame[23] = NIC_PROTO_IPIP;
	put_be16(frame + 16, 20 + 46);
	memcpy(frame + 34, frame_udp + 14, 46);
	EXPECT_EQ(31, ptype_of(frame, 80));
	put_be16(frame + 12, NIC_TYPE_ARP);
	EXPECT_EQ(11, ptype_of(frame, 60));
	put_be16(frame + 12, 0x88b5);
	EXPECT_EQ(1, ptype_of(frame, 60));
}

const struct test rx_desc_tests[] = {
	{ .name = "desc_rx_plain", .run = plain, .seed = true },
	{ .name = "desc_rx_unwanted", .run = unwanted },
	{ .name = "desc_rx_bad_checksums", .run = bad_checksums },
	{ .name = "desc_rx_chain", .run = chain, .seed = true },
	{ .name = "desc_rx_split", .run = split, .seed = true },
	{ .name = "desc_rx_split_chain", .run = split_chain, .seed = true },
	{ .name = "desc_rx_no_room", .run = no_room },
	{ .name = "desc_rx_rss_known", .run = rss_known, .seed = true },
	{ .name = "desc_rx_rss_symmetric", .run = rss_symmetric, .seed = true },
	{ .name = "desc_rx_vlan_single", .run = vlan_single, .seed = true },
	{ .name = "desc_rx_vlan_double", .run = vlan_double, .seed = true },
	{ .name = "desc_rx_timestamp", .run = timestamp },
	{ .name = "desc_rx_ptypes", .run = ptypes },
	{ 0 },
};
