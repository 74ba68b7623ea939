/* SPDX-License-Identifier: GPL-2.0 */
/* What the programs and the test of xdp_rx_meta agree on */

#define PACKET_PROTO	0x88b5		/* ETH_P_802_EX1 */

/* What is stored for a packet. A packet says it in its first byte. */
enum which {
	PACKET_PLAIN,			/* nothing */
	PACKET_QUEUE0,
	PACKET_QUEUE1,
	PACKET_CHAINED,			/* the hash of a chained program */
	PACKET_MAX,
};

#define HASH_QUEUE0	0x12345678
#define HASH_QUEUE1	0x92345678
#define HASH_CHAINED	0xfedcba98
#define RSS_TYPE	(XDP_RSS_L3_IPV4 | XDP_RSS_L4 | XDP_RSS_L4_UDP)
#define VLAN_PROTO	0x88a8		/* ETH_P_8021AD */
#define VLAN_TCI	0xb234
#define TIMESTAMP	0x123456789abcdefULL
