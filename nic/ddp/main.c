// SPDX-License-Identifier: GPL-2.0
/*
 * lab-ddp: write a package (DDP) for the modelled E810.
 *	lab-ddp single|double|broken FILE
 *
 * Without a package, the ice driver is in safe mode: one queue, no XDP. Intel's
 * package is not ours to distribute. The model needs little of it: a name, the
 * groups of packet types for RSS, and whether the card can have double VLANs. A
 * broken package ends in its middle.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "nic/e810/ice_format.h"

#define NAME		"Lab package"
#define TRACK_ID	0x4c414231
#define BUFFERS		4
/* Entries of the boost TCAM for each kind of tunnel, from this address on */
#define TUNNELS		4
#define BOOST_ADDR	16
#define HIT_GROUP	1

/* The least version that the driver takes */
static const struct ice_pkg_ver version = {
	.major = ICE_PKG_SUPP_VER_MAJ, .minor = ICE_PKG_SUPP_VER_MNR,
};

/**
 * struct segment - the segment for the card, with room for the buffers
 * @head: the segment's header, no devices
 * @nvm_count: number of NVM versions
 * @buf_count: number of buffers
 * @buf: the buffers
 */
struct segment {
	struct ice_seg head;
	__le32 nvm_count;
	__le32 buf_count;
	struct ice_buf buf[BUFFERS];
};

/**
 * struct package - the file
 * @head: the header
 * @offset: offsets of both segments
 * @meta: what the package is
 * @segment: what it holds
 */
struct package {
	struct ice_pkg_hdr head;
	__le32 offset[2];
	struct ice_global_metadata_seg meta;
	struct segment segment;
};

/* Adds a section of @size bytes to a buffer, and returns where it is. */
static void *add_section(struct ice_buf *buf, u32 most, u32 type, u32 size)
{
	struct ice_buf_hdr *hdr = (void *)buf->buf;
	u32 n = le16_to_cpu(hdr->section_count);
	u32 end = le16_to_cpu(hdr->data_end);
	struct ice_section_entry *entry = &hdr->section_entry[n];

	if (!end)
		end = sizeof(*hdr) + most * sizeof(*entry);
	entry->type = cpu_to_le32(type);
	entry->offset = cpu_to_le16(end);
	entry->size = cpu_to_le16(size);
	hdr->section_count = cpu_to_le16(n + 1);
	hdr->data_end = cpu_to_le16((end + size + 3) & ~3U);
	return buf->buf + end;
}

/*
 * Each packet type that the hardware tells apart gets a group of its own, so that
 * the driver can hash each over other fields. All others stay in group 0, which
 * no received frame has.
 */
static void fill_groups(u8 *group)
{
	u8 next = 1;

	for (u32 ptype = 1; ptype <= 21; ptype++)
		group[ptype] = next;
	next++;
	/* Plain IPv4, its tunnels, plain IPv6, its tunnels */
	for (u32 ptype = 22; ptype <= 153; ptype++) {
		u32 base = ptype < 88 ? 22 : 88;
		u32 kind = ptype - base;

		/* GRE with an Ethernet header, or a tagged one, is GRE. */
		group[ptype] = kind < 36 ? next++ :
			       group[base + 21 + (kind - 36) % 15];
	}
}

static void fill_buffers(struct ice_buf *buf, bool twice)
{
	struct ice_meta_init_section *init;
	struct ice_xlt1_section *xlt1;
	struct ice_meta_sect *meta;
	const u32 bit = ICE_META_VLAN_MODE_BIT;

	meta = add_section(&buf[0], 2, ICE_SID_METADATA, sizeof(*meta));
	meta->ver = version;
	strcpy(meta->name, NAME);
	meta->track_id = cpu_to_le32(TRACK_ID);
	init = add_section(&buf[0], 2, ICE_SID_RXPARSER_METADATA_INIT,
			   sizeof(*init));
	init->count = cpu_to_le16(1);
	init->offset = cpu_to_le16(ICE_META_VLAN_MODE_ENTRY);
	if (twice)
		init->entry.bm[bit / 32] = cpu_to_le32(1U << bit % 32);
	xlt1 = add_section(&buf[1], 1, ICE_SID_XLT1_RSS,
			   sizeof(*xlt1) + ICE_XLT1_CNT);
	xlt1->count = cpu_to_le16(ICE_XLT1_CNT);
	fill_groups(xlt1->value);
}

/*
 * The driver finds the entries of tunnels by labels, and writes a port into them.
 * Until then the entries match nothing: all bits of their keys are 0.
 */
static void fill_tunnels(struct ice_buf *tcam, struct ice_buf *names)
{
	static const char *const name[] = { "TNL_VXLAN_PF0", "TNL_GENEVE_PF0" };
	struct ice_boost_tcam_section *boost;
	struct ice_label_section *labels;
	const u32 n = 2 * TUNNELS;

	boost = add_section(tcam, 1, ICE_SID_RXPARSER_BOOST_TCAM,
			    sizeof(*boost) + n * sizeof(boost->tcam[0]));
	boost->count = cpu_to_le16(n);
	labels = add_section(names, 1, ICE_SID_LBL_RXPARSER_TMEM,
			     sizeof(*labels) + n * sizeof(labels->label[0]));
	labels->count = cpu_to_le16(n);
	for (u32 i = 0; i < n; i++) {
		boost->tcam[i].addr = cpu_to_le16(BOOST_ADDR + i);
		boost->tcam[i].boost_hit_index_group = HIT_GROUP;
		labels->label[i].value = cpu_to_le16(BOOST_ADDR + i);
		strcpy(labels->label[i].name, name[i / TUNNELS]);
	}
}

static void fill_header(struct ice_generic_seg_hdr *hdr, u32 type, u32 size)
{
	hdr->seg_type = cpu_to_le32(type);
	hdr->seg_format_ver = version;
	hdr->seg_size = cpu_to_le32(size);
	strcpy(hdr->seg_id, NAME);
}

static void fill(struct package *pkg, bool twice)
{
	pkg->head.pkg_format_ver.major = ICE_PKG_FMT_VER_MAJ;
	pkg->head.seg_count = cpu_to_le32(2);
	pkg->offset[0] = cpu_to_le32(offsetof(struct package, meta));
	pkg->offset[1] = cpu_to_le32(offsetof(struct package, segment));
	fill_header(&pkg->meta.hdr, SEGMENT_TYPE_METADATA, sizeof(pkg->meta));
	pkg->meta.pkg_ver = version;
	strcpy(pkg->meta.pkg_name, NAME);
	fill_header(&pkg->segment.head.hdr, SEGMENT_TYPE_ICE_E810,
		    sizeof(pkg->segment));
	pkg->segment.buf_count = cpu_to_le32(BUFFERS);
	fill_buffers(pkg->segment.buf, twice);
	/* What is only for the driver comes last: it is not downloaded. */
	fill_tunnels(&pkg->segment.buf[2], &pkg->segment.buf[3]);
}

int main(int argc, char **argv)
{
	static struct package pkg;
	bool twice = argc == 3 && !strcmp(argv[1], "double");
	bool broken = argc == 3 && !strcmp(argv[1], "broken");
	size_t size = broken ? sizeof(pkg) / 2 : sizeof(pkg);
	FILE *file;

	if (argc != 3 || (!twice && !broken && strcmp(argv[1], "single"))) {
		fprintf(stderr, "usage: lab-ddp single|double|broken FILE\n");
		return 2;
	}
	fill(&pkg, twice);
	file = fopen(argv[2], "we");
	if (!file || fwrite(&pkg, size, 1, file) != 1 || fclose(file)) {
		fprintf(stderr, "lab-ddp: %s: %s\n", argv[2], strerror(errno));
		return 1;
	}
	return 0;
}
