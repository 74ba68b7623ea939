// SPDX-License-Identifier: GPL-2.0
/*
 * The path of a received frame: the switch finds its VSIs. Each VSI takes a tag
 * out, hashes, chooses a queue and describes the frame.
 */
#include <string.h>

#include "nic/crc32.h"
#include "nic/headers.h"
#include "nic/injected.h"

#include "classify.h"
#include "e810.h"
#include "receive.h"

#define VLAN_HLEN	4
#define MACS_LEN	12
#define UMB_S		6
#define UMB_MULTICAST	1
#define UMB_BROADCAST	2
#define TS_VALID	1

#define STATUS0(bit)	BIT(ICE_RX_FLEX_DESC_STATUS0_ ## bit ## _S)
#define STATUS1(bit)	BIT(ICE_RX_FLEX_DESC_STATUS1_ ## bit ## _S)

/**
 * struct arrival - a frame on its way to the VSIs
 * @len: its length
 * @headers: its headers
 * @ptype: its packet type
 * @status: the bits about errors and checksums
 * @time: the clock when it came
 * @forced: values that the control socket set
 */
struct arrival {
	u32 len;
	struct nic_headers headers;
	u16 ptype;
	u16 status;
	u64 time;
	struct nic_forced forced;
};

static u16 checksum_bits(const u8 *frame, const struct nic_headers *headers)
{
	const struct nic_ip *last = nic_headers_last(headers);
	u16 bits = 0;

	if (!last->version || last->frag)
		return 0;
	bits = STATUS0(L3L4P);
	if (!nic_csum_l3_ok(frame, last))
		bits |= STATUS0(XSUM_IPE);
	if (headers->tunnel == NIC_TUNNEL_UDP &&
	    !nic_csum_l4_ok(frame, &headers->outer))
		bits |= STATUS0(XSUM_EUDPE);
	if (headers->tunnel && !nic_csum_l3_ok(frame, &headers->outer))
		bits |= STATUS0(XSUM_EIPE);
	if (last->l4 && !nic_csum_l4_ok(frame, last))
		bits |= STATUS0(XSUM_L4E);
	return bits;
}

/* Whether the VSI wants the first tag beside the frame. */
static bool takes_tag(const struct e810 *card,
		      const struct ice_aqc_vsi_props *props,
		      const struct nic_headers *headers)
{
	u8 how = FIELD(ICE_AQ_VSI_INNER_VLAN_EMODE_M, props->inner_vlan_flags);
	u8 outer = FIELD(ICE_AQ_VSI_OUTER_VLAN_EMODE_M,
			 props->outer_vlan_flags);

	if (!headers->tags)
		return false;
	if (card->rules.double_vlan)
		return outer != ICE_AQ_VSI_OUTER_VLAN_EMODE_NOTHING &&
		       headers->tpid[0] == e810_vsi_outer_tpid(props);
	return headers->tpid[0] == NIC_TYPE_VLAN &&
	       how != ICE_AQ_VSI_INNER_VLAN_EMODE_NOTHING;
}

static void put_tag(struct e810 *card, struct ice_32b_rx_flex_desc_nic *desc,
		    u32 queue, u16 tci)
{
	if (e810_rxq_tag_in_first(card, queue)) {
		desc->l2tag1 = cpu_to_le16(tci);
		desc->status_error0 |= cpu_to_le16(STATUS0(L2TAG1P));
	} else {
		desc->l2tag2_2nd = cpu_to_le16(tci);
		desc->status_error1 |= cpu_to_le16(STATUS1(L2TAG2P));
	}
}

static void put_time(struct e810 *card, struct ice_32b_rx_flex_desc_nic *desc,
		     u32 queue, const struct arrival *in)
{
	bool forced = in->forced.which & NIC_FORCE_TIME;
	u64 ns = forced ? in->forced.time : in->time;

	if (!forced && (!e810_phc_runs(card) ||
			!e810_rxq_wants_time(card, queue)))
		return;
	desc->ts_low = TS_VALID;
	desc->flex_ts.ts_high = cpu_to_le32(ns);
}

static void put_hash(struct ice_32b_rx_flex_desc_nic *desc,
		     const struct e810_hash *hash)
{
	if (!hash->valid)
		return;
	desc->rss_hash = cpu_to_le32(hash->value);
	desc->status_error0 |= cpu_to_le16(STATUS0(RSS_VALID));
}

static u8 umbcast(const u8 *frame)
{
	static const u8 all[ETH_ALEN] = { 255, 255, 255, 255, 255, 255 };

	if (!(frame[0] & 1))
		return 0;
	return (memcmp(frame, all, sizeof(all)) ? UMB_MULTICAST :
						  UMB_BROADCAST) << UMB_S;
}

static void describe(struct e810 *card, u32 queue, const struct arrival *in,
		     const struct e810_hash *hash, const u16 *tci,
		     struct ice_32b_rx_flex_desc_nic *desc)
{
	memset(desc, 0, sizeof(*desc));
	desc->rxdid = FIELD(QRXFLXP_CNTXT_RXDID_IDX_M,
			    card->rxq[queue % E810_QUEUES].flex);
	desc->mir_id_umb_cast = umbcast(card->rx_buf);
	desc->ptype_flexi_flags0 = cpu_to_le16(in->ptype);
	desc->status_error0 = cpu_to_le16(in->status);
	if (in->headers.tunnel == NIC_TUNNEL_UDP)
		desc->status_error1 = cpu_to_le16(STATUS1(NAT));
	put_hash(desc, hash);
	if (tci)
		put_tag(card, desc, queue, *tci);
	put_time(card, desc, queue, in);
}

/* Returns the bytes in front of the last place where the queue splits a frame. */
static u32 split_at(const struct arrival *in, u32 levels)
{
	const struct nic_ip *last = nic_headers_last(&in->headers);
	bool sctp = last->proto == NIC_PROTO_SCTP;

	if (last->l4 && levels & (sctp ? ICE_RLAN_RX_HSPLIT_0_SPLIT_SCTP :
					 ICE_RLAN_RX_HSPLIT_0_SPLIT_TCP_UDP))
		return last->l3 + last->l3_len - last->payload;
	if (last->version && levels & ICE_RLAN_RX_HSPLIT_0_SPLIT_IP)
		return last->next;
	if (levels & ICE_RLAN_RX_HSPLIT_0_SPLIT_L2)
		return in->headers.type_at + sizeof(__be16);
	return 0;
}

static struct e810_hash hash_of(struct e810 *card, u16 vsi,
				const struct arrival *in)
{
	struct e810_hash hash = { .valid = true, .value = in->forced.hash };

	if (in->forced.which & NIC_FORCE_HASH)
		return hash;
	return e810_hash(card, vsi, in->ptype, card->rx_buf, in->len,
			 &in->headers);
}

/* The FCS is behind the frame where the queue wants it. */
static u32 add_fcs(u8 *data, u32 len)
{
	u32 fcs = cpu_to_le32(~crc32_add(CRC32_ETHERNET, ~0U, data, len));

	memcpy(data + len, &fcs, sizeof(fcs));
	return len + sizeof(fcs);
}

/* Puts the frame at @data, without its tag or with it, into the VSI's queue. */
static void to_queue(struct e810 *card, u16 vsi, const struct arrival *in,
		     u8 *data, const u16 *tci)
{
	struct e810_hash hash = hash_of(card, vsi, in);
	u32 queue = e810_rss_queue(card, vsi, hash.valid, hash.value);
	u32 taken = data - card->rx_buf;
	struct e810_rx_frame frame = {
		.data = data,
		.len = in->len - taken,
		.header_len = split_at(in, e810_rxq_splits(card, queue)),
	};

	if (frame.header_len)
		frame.header_len -= taken;
	if (e810_rxq_keeps_crc(card, queue))
		frame.len = add_fcs(data, frame.len);
	describe(card, queue, in, &hash, tci, &frame.desc);
	if (e810_rxq_deliver(card, queue, &frame)) {
		card->delivered++;
		return;
	}
	card->vsi[vsi].dropped++;
	card->no_descriptor++;
}

/* The buffer is as before afterwards, for the next VSI. */
static void to_vsi(struct e810 *card, u16 vsi, const struct arrival *in)
{
	const struct ice_aqc_vsi_props *props = &card->vsi[vsi].props;
	u8 start[MACS_LEN + VLAN_HLEN];
	u16 tci = in->headers.tci[0];
	bool forced = in->forced.which & NIC_FORCE_VLAN;
	bool never = in->forced.which & NIC_FORCE_NO_VLAN;

	e810_vsi_count(&card->vsi[vsi].rx, card->rx_buf, in->len);
	if (!never && takes_tag(card, props, &in->headers)) {
		memcpy(start, card->rx_buf, sizeof(start));
		memmove(card->rx_buf + VLAN_HLEN, card->rx_buf, MACS_LEN);
		to_queue(card, vsi, in, card->rx_buf + VLAN_HLEN,
			 forced ? &in->forced.tci : &tci);
		memcpy(card->rx_buf, start, sizeof(start));
		return;
	}
	to_queue(card, vsi, in, card->rx_buf, forced ? &in->forced.tci : NULL);
}

/**
 * e810_receive() - receive the frame in the card's @rx_buf
 * @card: the card
 * @len: its length
 * @forced: values that the control socket set, or NULL
 */
void e810_receive(struct e810 *card, u32 len, const struct nic_forced *forced)
{
	struct arrival in = { .len = len, .time = e810_phc_time(card) };
	struct nic_parser parser = { .old_tag = true, .tunnels = true };
	u64 vsis;

	if (forced)
		in.forced = *forced;
	e810_package_ports(card, &parser);
	nic_headers_parse(&in.headers, card->rx_buf, len, &parser);
	in.ptype = in.forced.which & NIC_FORCE_TYPE ?
		   in.forced.type : e810_ptype(&in.headers);
	in.status = checksum_bits(card->rx_buf, &in.headers);
	if (nic_fault_hits(&card->faults.rx_error))
		in.status |= STATUS0(RXE);
	vsis = e810_switch_lookup(card, card->rx_buf, &in.headers);
	for (u16 i = 0; vsis; i++, vsis >>= 1)
		if (vsis & 1)
			to_vsi(card, i, &in);
}
