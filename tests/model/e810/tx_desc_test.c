// SPDX-License-Identifier: GPL-2.0
/* Sent frames: tags, checksums, segmentation, completions, timestamps. */
#include <string.h>

#include "nic/bytes.h"
#include "nic/headers.h"
#include "tests/model/frames.h"

#include "card_driver.h"
#include "tests.h"

#define EOP	ICE_TX_DESC_CMD_EOP
#define RS	ICE_TX_DESC_CMD_RS
#define IPV4_TCP (ICE_TX_DESC_CMD_IIPT_IPV4_CSUM | ICE_TX_DESC_CMD_L4T_EOFT_TCP)
/* 14 bytes of Ethernet, 20 of IP, 20 of TCP */
#define LENGTHS	((u64)(7 | 5 << 7 | 5 << 14) << ICE_TXD_QW1_OFFSET_S)

static u64 data_qw1(u32 cmd, u32 len)
{
	return ICE_TX_DESC_DTYPE_DATA | (u64)cmd << ICE_TXD_QW1_CMD_S |
	       (u64)len << ICE_TXD_QW1_TX_BUF_SZ_S;
}

static u64 dtype(struct driver *drv, u32 index)
{
	return get_be64(drv->machine->memory + own(drv)->tx + index * 16 + 8) >> 56 &
	       0xf;
}

static u32 put_frame(struct driver *drv, const void *frame, size_t len)
{
	u32 at = driver_take(drv, len);

	driver_put(drv, at, frame, len);
	return at;
}

/* A completion is written where it was asked for, and nowhere else. */
static void plain(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	u32 at;

	driver_start(drv);
	at = put_frame(drv, frame_udp, sizeof(frame_udp));
	driver_tx_desc(drv, at, data_qw1(EOP, 60));
	driver_tx_ring(drv);
	EXPECT_EQ(1, card->sent);
	EXPECT_EQ(0, card->irqs[1]);
	EXPECT_EQ(0, dtype(drv, 0));
	driver_tx_desc(drv, at, data_qw1(0, 20));
	driver_tx_ring(drv);
	EXPECT_EQ(1, card->sent);
	driver_tx_desc(drv, at + 20, data_qw1(EOP | RS, 40));
	driver_tx_ring(drv);
	EXPECT_EQ(2, card->sent);
	EXPECT_EQ(60, card->frame_len);
	EXPECT_BYTES(frame_udp, card->frame, 60);
	EXPECT_EQ(0, dtype(drv, 1));
	EXPECT_EQ(0xf, dtype(drv, 2));
	EXPECT_EQ(1, card->irqs[1]);
	EXPECT_EQ(3, driver_read(drv, QTX_COMM_HEAD(0), 2));
}

static void tags(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	struct ice_aqc_add_get_update_free_vsi params = { 0 };
	struct ice_aqc_vsi_props props = {
		.valid_sections = cpu_to_le16(ICE_AQ_VSI_PROP_OUTER_TAG_VALID),
		.outer_vlan_flags = ICE_AQ_VSI_OUTER_TAG_STAG <<
				    ICE_AQ_VSI_OUTER_TAG_TYPE_S,
	};
	u32 at;

	driver_start(drv);
	at = put_frame(drv, frame_udp, sizeof(frame_udp));
	driver_tx_desc(drv, at, data_qw1(EOP | RS | ICE_TX_DESC_CMD_IL2TAG1,
					 60) |
		       0x6123ULL << ICE_TXD_QW1_L2TAG1_S);
	driver_tx_ring(drv);
	EXPECT_EQ(64, card->frame_len);
	EXPECT_EQ(0x81006123, get_be32(card->frame + 12));
	EXPECT_BYTES(frame_udp + 12, card->frame + 16, 48);
	/* The outer tag's TPID is the VSI's. */
	params.vsi_num = cpu_to_le16(own(drv)->vsi);
	driver_cmd(drv, ice_aqc_opc_update_vsi, &params, sizeof(params),
		   &props, sizeof(props), sizeof(props));
	driver_tx_desc(drv, 0x234ULL << 32, ICE_TX_DESC_DTYPE_CTX |
		       ICE_TX_CTX_DESC_IL2TAG2 << ICE_TXD_CTX_QW1_CMD_S);
	driver_tx_desc(drv, at, data_qw1(EOP | RS, 60));
	driver_tx_ring(drv);
	EXPECT_EQ(64, card->frame_len);
	EXPECT_EQ(0x88a80234, get_be32(card->frame + 12));
	/* The context descriptor is not written to. */
	EXPECT_EQ(ICE_TX_DESC_DTYPE_CTX, dtype(drv, 1));
}

static void checksum(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	u8 frame[sizeof(frame_tcp)];

	driver_start(drv);
	memcpy(frame, frame_tcp, sizeof(frame));
	put_be16(frame + 24, 0xdead);
	put_be16(frame + 50, 0xbeef);
	driver_tx_desc(drv, put_frame(drv, frame, sizeof(frame)),
		       data_qw1(EOP | RS | IPV4_TCP, 60) | LENGTHS);
	driver_tx_ring(drv);
	EXPECT_BYTES(frame_tcp, card->frame, sizeof(frame_tcp));
}

/* 200 bytes in segments of 64: sequence, ID, flags and checksums are right. */
static void large_send(struct driver *drv)
{
	struct machine_card *card = &drv->machine->card[0];
	u8 frame[54 + 200] = { 0 };
	const struct nic_parser sees = { .tunnels = false };
	struct nic_headers headers;

	driver_start(drv);
	memcpy(frame, frame_tcp, 54);
	put_be16(frame + 16, 0);
	frame[47] = 0x19;	/* FIN, PSH, ACK */
	driver_tx_desc(drv, 0, ICE_TX_DESC_DTYPE_CTX |
		       ICE_TX_CTX_DESC_TSO << ICE_TXD_CTX_QW1_CMD_S |
		       200ULL << ICE_TXD_CTX_QW1_TSO_LEN_S |
		       64ULL << ICE_TXD_CTX_QW1_MSS_S);
	driver_tx_desc(drv, put_frame(drv, frame, sizeof(frame)),
		       data_qw1(EOP | RS | IPV4_TCP, sizeof(frame)) | LENGTHS);
	driver_tx_ring(drv);
	EXPECT_EQ(4, card->sent);
	/* The last one has 8 bytes, and padding. */
	EXPECT_EQ(62, card->frame_len);
	EXPECT_EQ(48, get_be16(card->frame + 16));
	EXPECT_EQ(0x1234 + 3, get_be16(card->frame + 18));
	EXPECT_EQ(0x01020304 + 192, get_be32(card->frame + 38));
	EXPECT_EQ(0x19, card->frame[47]);
	nic_headers_parse(&headers, card->frame, 62, &sees);
	EXPECT(nic_csum_l3_ok(card->frame, &headers.outer));
	EXPECT(nic_csum_l4_ok(card->frame, &headers.outer));
	EXPECT_EQ(0xf, dtype(drv, 1));
}

/* The driver reads the time by the sideband, after an interrupt. */
static void timestamp(struct driver *drv)
{
	struct ice_sbq_msg_req msg = {
		.opcode = ice_sbq_msg_rd,
		.msg_addr_low = cpu_to_le16(8 * 7),
		.msg_addr_high = cpu_to_le32(0x0309),
	};
	const struct ice_sbq_msg_cmpl *cmpl = (void *)drv->out;
	u32 before, after, ns;

	driver_start(drv);
	driver_clock_start(drv);
	before = driver_read(drv, GLTSYN_TIME_L(0), 2);
	driver_tx_desc(drv, 0, ICE_TX_DESC_DTYPE_CTX |
		       ICE_TX_CTX_DESC_TSYN << ICE_TXD_CTX_QW1_CMD_S |
		       7ULL << ICE_TXD_CTX_QW1_TSO_LEN_S);
	driver_tx_desc(drv, put_frame(drv, frame_udp, 60),
		       data_qw1(EOP | RS, 60));
	driver_tx_ring(drv);
	after = driver_read(drv, GLTSYN_TIME_L(0), 2);
	EXPECT_EQ(PFINT_OICR_TSYN_TX_M, driver_read(drv, PFINT_OICR, 2));
	EXPECT_EQ(AQ_RC(OK), driver_cmd(drv,
					ice_aqc_opc_neighbour_device_request,
					NULL, 0, &msg, 12, 12));
	EXPECT_EQ(1, le32_to_cpu(cmpl->data) & 1);
	ns = le32_to_cpu(cmpl->data) >> 8;
	EXPECT(ns > before && ns < after);
	msg.msg_addr_low = cpu_to_le16(8 * 6);
	driver_cmd(drv, ice_aqc_opc_neighbour_device_request, NULL, 0, &msg, 12,
		   12);
	EXPECT_EQ(0, le32_to_cpu(cmpl->data));
}

/* Frames between two cards */
static void peers(struct driver *drv)
{
	struct machine *machine = drv->machine;
	static const u8 mac[ETH_ALEN] = { 2, 0, 0, 0, 0, 2 };
	u8 frame[sizeof(frame_udp)];
	u32 rx;

	drv->second = ACTION_SECOND;
	driver_vsi(drv, NULL);
	driver_mac(drv, mac);
	driver_rxq(drv, 0, RX_BUFFER, true);
	rx = own(drv)->rx[0];
	drv->second = 0;
	driver_start(drv);
	memcpy(frame, frame_udp, sizeof(frame));
	frame[5] = 2;
	frame[11] = 1;
	driver_tx_desc(drv, put_frame(drv, frame, 60), data_qw1(EOP | RS, 60));
	driver_tx_ring(drv);
	EXPECT_EQ(60, get_be16(machine->memory + rx + 4) >> 8);
}

const struct test tx_desc_tests[] = {
	{ .name = "desc_tx_plain", .run = plain, .seed = true },
	{ .name = "desc_tx_tags", .run = tags, .seed = true },
	{ .name = "desc_tx_checksum", .run = checksum, .seed = true },
	{ .name = "desc_tx_large_send", .run = large_send, .seed = true },
	{ .name = "desc_tx_timestamp", .run = timestamp, .seed = true },
	{ .name = "desc_tx_peers", .run = peers, .seed = true },
	{ 0 },
};
