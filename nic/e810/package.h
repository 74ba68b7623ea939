/* SPDX-License-Identifier: GPL-2.0 */
/* The package (DDP), and the tables in the card that it fills. */
#ifndef E810_PACKAGE_H
#define E810_PACKAGE_H

#include "admin_commands.h"

#define E810_PTYPES		ICE_XLT1_CNT
#define E810_XLT2		ICE_XLT2_CNT
#define E810_TCAM		512
#define E810_PROFILES		128
#define E810_FV_WORDS		24
#define E810_BOOST		256

/**
 * struct e810_fv_word - a word of the input of the hash
 * @prot: the protocol, enum ice_prot_id
 * @off: offset in its header
 */
struct e810_fv_word {
	u8 prot;
	u16 off;
};

/**
 * struct e810_tcam_entry - an entry of the TCAM that finds a profile
 * @key: for each bit whether 0 matches, then for each bit whether 1 does
 * @profile: the profile
 */
struct e810_tcam_entry {
	u8 key[ICE_TCAM_KEY_SZ];
	u8 profile;
};

/**
 * struct e810_tables - the tables by which RSS finds what to hash
 * @xlt1: group of each packet type
 * @xlt2: group of each VSI
 * @tcam: profile by both groups; the first entry that matches counts
 * @fv: the words that each profile takes, in reverse order
 * @port: UDP port of a tunnel, by the entry of the boost TCAM, 0: none
 * @metadata: what a packet's metadata begins with; one bit allows double VLANs
 */
struct e810_tables {
	u8 xlt1[E810_PTYPES];
	u16 xlt2[E810_XLT2];
	struct e810_tcam_entry tcam[E810_TCAM];
	struct e810_fv_word fv[E810_PROFILES][E810_FV_WORDS];
	u16 port[E810_BOOST];
	__le32 metadata[ICE_META_INIT_DW_CNT];
};

/**
 * struct e810_package - the package
 * @loaded: all of it is in the card
 * @meta: its version and name
 * @base: the tables as it filled them
 * @now: the tables with the driver's changes
 */
struct e810_package {
	bool loaded;
	struct ice_meta_sect meta;
	struct e810_tables base, now;
};

struct nic_parser;

void e810_package_ports(const struct e810 *card,
			struct nic_parser *parser);
void e810_package_restore(struct e810 *card);
void e810_package_drop(struct e810 *card);

E810_HANDLER(e810_download_pkg);
E810_HANDLER(e810_upload_section);
E810_HANDLER(e810_update_pkg);
E810_HANDLER(e810_get_pkg_info_list);

#endif /* E810_PACKAGE_H */
