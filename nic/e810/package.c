// SPDX-License-Identifier: GPL-2.0
/*
 * The package (DDP). The driver downloads it in buffers of 4 KB, each with
 * sections, and changes the tables later by more of the same sections. The card
 * evaluates the sections of RSS, one about VLANs and one about UDP tunnels. It
 * takes all others. What they describe (the parser, the switch) is fixed in the
 * model.
 */
#include <string.h>

#include "nic/headers.h"
#include "nic/lines.h"

#include "e810.h"
#include "package.h"

/**
 * e810_package_restore() - undo the driver's changes to the tables
 * @card: the card
 */
void e810_package_restore(struct e810 *card)
{
	card->package.now = card->package.base;
}

static void clear_tables(struct e810_tables *tables)
{
	memset(tables, 0, sizeof(*tables));
	for (u32 i = 0; i < E810_PROFILES; i++)
		for (u32 j = 0; j < E810_FV_WORDS; j++)
			tables->fv[i][j] = (struct e810_fv_word){
				.prot = ICE_PROT_INVALID,
				.off = ICE_FV_OFFSET_INVAL,
			};
}

/**
 * e810_package_drop() - the card without a package
 * @card: the card
 */
void e810_package_drop(struct e810 *card)
{
	memset(&card->package, 0, sizeof(card->package));
	clear_tables(&card->package.base);
	e810_package_restore(card);
	card->rules.double_vlan = false;
}

/*
 * The functions for sections return whether the section is whole: @size bytes
 * have room for the entries, and the table for their numbers.
 */
static bool fits(const u8 *p, u32 size, u32 entry, u32 most)
{
	const struct ice_xlt1_section *head = (const void *)p;
	u32 count, offset;

	if (size < sizeof(*head))
		return false;
	count = le16_to_cpu(head->count);
	offset = le16_to_cpu(head->offset);
	return count * entry <= size - sizeof(*head) && offset + count <= most;
}

static bool put_xlt1(struct e810_tables *tables, const u8 *p, u32 size)
{
	const struct ice_xlt1_section *sect = (const void *)p;

	if (!fits(p, size, 1, E810_PTYPES))
		return false;
	memcpy(tables->xlt1 + le16_to_cpu(sect->offset), sect->value,
	       le16_to_cpu(sect->count));
	return true;
}

static bool put_xlt2(struct e810_tables *tables, const u8 *p, u32 size)
{
	const struct ice_xlt2_section *sect = (const void *)p;

	if (!fits(p, size, 2, E810_XLT2))
		return false;
	for (u32 i = 0; i < le16_to_cpu(sect->count); i++) {
		__le16 value;

		memcpy(&value, (const u8 *)sect->value + 2 * i, sizeof(value));
		tables->xlt2[le16_to_cpu(sect->offset) + i] =
			le16_to_cpu(value);
	}
	return true;
}

static bool put_fv(struct e810_tables *tables, const u8 *p, u32 size)
{
	const struct ice_pkg_es *sect = (const void *)p;
	u32 first;

	if (!fits(p, size, E810_FV_WORDS * sizeof(sect->es[0]),
		  E810_PROFILES))
		return false;
	first = le16_to_cpu(sect->offset);
	for (u32 i = 0; i < le16_to_cpu(sect->count) * E810_FV_WORDS; i++) {
		struct e810_fv_word *word = &tables->fv[first][i];

		word->prot = sect->es[i].prot_id;
		word->off = le16_to_cpu(sect->es[i].off);
	}
	return true;
}

static bool put_tcam(struct e810_tables *tables, const u8 *p, u32 size)
{
	const struct ice_prof_id_section *sect = (const void *)p;
	u32 count;

	if (size < sizeof(*sect))
		return false;
	count = le16_to_cpu(sect->count);
	if (count * sizeof(sect->entry[0]) > size - sizeof(*sect))
		return false;
	for (u32 i = 0; i < count; i++) {
		u32 addr = le16_to_cpu(sect->entry[i].addr);

		if (addr >= E810_TCAM ||
		    sect->entry[i].prof_id >= E810_PROFILES)
			return false;
		memcpy(tables->tcam[addr].key, sect->entry[i].key,
		       ICE_TCAM_KEY_SZ);
		tables->tcam[addr].profile = sect->entry[i].prof_id;
	}
	return true;
}

/*
 * An entry of the boost TCAM makes a UDP port that of a tunnel. Returns the port,
 * 0: the key never matches, or matches more than one. The key is as that of the
 * TCAM for profiles.
 */
static u16 port_of(const struct ice_boost_key *key)
{
	u16 is_0 = le16_to_cpu(key->key.hv_dst_port_key);
	u16 is_1 = le16_to_cpu(key->key2.hv_dst_port_key);

	return (is_0 ^ is_1) == 0xffff ? is_1 : 0;
}

static bool put_boost(struct e810_tables *tables, const u8 *p, u32 size)
{
	const struct ice_boost_tcam_section *sect = (const void *)p;
	u32 count;

	if (size < sizeof(*sect))
		return false;
	count = le16_to_cpu(sect->count);
	if (count * sizeof(sect->tcam[0]) > size - sizeof(*sect))
		return false;
	for (u32 i = 0; i < count; i++) {
		u32 addr = le16_to_cpu(sect->tcam[i].addr);

		if (addr >= E810_BOOST)
			return false;
		tables->port[addr] = port_of(&sect->tcam[i].key);
	}
	return true;
}

/**
 * e810_package_ports() - find the UDP ports of tunnels
 * @card: the card
 * @parser: gets the ports
 */
void e810_package_ports(const struct e810 *card,
			struct nic_parser *parser)
{
	parser->n = 0;
	for (u32 i = 0; i < E810_BOOST && parser->n < NIC_PORTS_MAX; i++)
		if (card->package.now.port[i])
			parser->port[parser->n++] = card->package.now.port[i];
}

static bool put_metadata(struct e810_tables *tables, const u8 *p, u32 size)
{
	const struct ice_meta_init_section *sect = (const void *)p;

	if (size < sizeof(*sect))
		return false;
	if (le16_to_cpu(sect->offset) == ICE_META_VLAN_MODE_ENTRY &&
	    le16_to_cpu(sect->count))
		memcpy(tables->metadata, sect->entry.bm,
		       sizeof(tables->metadata));
	return true;
}

static const struct {
	u32 type;
	bool (*put)(struct e810_tables *tables, const u8 *p, u32 size);
} sections[] = {
	{ ICE_SID_XLT1_RSS, put_xlt1 },
	{ ICE_SID_XLT2_RSS, put_xlt2 },
	{ ICE_SID_PROFID_TCAM_RSS, put_tcam },
	{ ICE_SID_FLD_VEC_RSS, put_fv },
	{ ICE_SID_RXPARSER_BOOST_TCAM, put_boost },
	{ ICE_SID_RXPARSER_METADATA_INIT, put_metadata },
};

static bool put_section(struct e810 *card, u32 type, const u8 *p, u32 size)
{
	if (type == ICE_SID_METADATA && size >= sizeof(card->package.meta))
		memcpy(&card->package.meta, p, sizeof(card->package.meta));
	for (size_t i = 0; i < ARRAY_SIZE(sections); i++)
		if (sections[i].type == type)
			return sections[i].put(&card->package.now, p, size);
	return true;
}

/*
 * Goes through the sections of a buffer of @len bytes. Returns the number of a
 * broken one, counted from 1, or 0. Sections begin at multiples of 4 bytes.
 */
static u32 put_buffer(struct e810 *card, const u8 *buf, u32 len)
{
	const struct ice_buf_hdr *hdr = (const void *)buf;
	u32 n = le16_to_cpu(hdr->section_count);

	if (n < ICE_MIN_S_COUNT || n > ICE_MAX_S_COUNT ||
	    sizeof(*hdr) + n * sizeof(hdr->section_entry[0]) > len)
		return 1;
	for (u32 i = 0; i < n; i++) {
		const struct ice_section_entry *entry = &hdr->section_entry[i];
		u32 off = le16_to_cpu(entry->offset);
		u32 size = le16_to_cpu(entry->size);

		if (off < ICE_MIN_S_OFF || off % 4 || size < ICE_MIN_S_SZ ||
		    off + size > len ||
		    !put_section(card, le32_to_cpu(entry->type), buf + off,
				 size))
			return i + 1;
	}
	return 0;
}

static u16 take_buffer(struct e810 *card, struct e810_command *cmd, u32 len)
{
	struct ice_aqc_download_pkg_resp *resp =
		E810_PARAMS(cmd, download_pkg_resp);
	u32 broken = put_buffer(card, cmd->buf, len);

	resp->error_offset = 0;
	resp->error_info = cpu_to_le32(broken);
	if (broken)
		e810_trace(card, "package: section %u is broken", broken);
	return broken ? AQ_RC(EINVAL) : AQ_RC(OK);
}

/*
 * A package replaces what was in the tables. The last buffer makes it whole.
 */
E810_HANDLER(e810_download_pkg)
{
	struct ice_aqc_download_pkg *params = E810_PARAMS(cmd, download_pkg);
	bool last = params->flags & ICE_AQC_DOWNLOAD_PKG_LAST_BUF;
	u16 rc;

	if (card->package.loaded)
		return AQ_RC(EEXIST);
	rc = take_buffer(card, cmd, cmd->len);
	if (rc) {
		e810_package_drop(card);
	} else if (last) {
		card->package.base = card->package.now;
		card->package.loaded = true;
		e810_trace(card, "package: %.28s", card->package.meta.name);
	}
	return rc;
}

E810_HANDLER(e810_update_pkg)
{
	return take_buffer(card, cmd, cmd->len);
}

/* Only what begins a packet's metadata can be read back. */
E810_HANDLER(e810_upload_section)
{
	const struct ice_buf_hdr *hdr = (const void *)cmd->buf;
	const struct ice_section_entry *entry = &hdr->section_entry[0];
	struct ice_meta_init_section *sect;
	u32 off = le16_to_cpu(entry->offset);

	if (le16_to_cpu(hdr->section_count) != 1 ||
	    off < ICE_MIN_S_OFF || off % 4 ||
	    off + sizeof(*sect) > cmd->len)
		return AQ_RC(EINVAL);
	if (le32_to_cpu(entry->type) != ICE_SID_RXPARSER_METADATA_INIT)
		return AQ_RC(ENOENT);
	sect = (void *)(cmd->buf + off);
	memcpy(sect->entry.bm, card->package.now.metadata,
	       sizeof(sect->entry.bm));
	e810_answer(cmd, cmd->len);
	return AQ_RC(OK);
}

E810_HANDLER(e810_get_pkg_info_list)
{
	struct ice_aqc_get_pkg_info_resp *resp = (void *)cmd->buf;
	struct ice_aqc_get_pkg_info *info = resp->pkg_info;
	u32 size = sizeof(*resp);

	if (card->package.loaded && cmd->len >= size + sizeof(*info)) {
		resp->count = cpu_to_le32(1);
		info->ver = card->package.meta.ver;
		memcpy(info->name, card->package.meta.name,
		       sizeof(info->name));
		info->track_id = card->package.meta.track_id;
		info->is_active = 1;
		size += sizeof(*info);
	}
	e810_answer(cmd, size);
	return AQ_RC(OK);
}
