// SPDX-License-Identifier: GPL-2.0
/*
 * The kinds of tunnel that the demo knows. demo.mk reads the names and aliases of
 * the table below too, to check TUNNEL= before anything is built.
 *
 * GRE packets get sequence numbers that the receiver does not check: a receiver
 * that checks drops whatever is out of order, and two queues keep no order.
 *
 * By default VXLAN, GUE, FOU and MPLS in UDP choose a source port for each flow, by
 * which RSS could tell the flows apart. They are PINNED to one port, so that RSS cannot.
 * VXLAN's own option (srcport) cannot say so: Linux 7.3 takes both ends of the range.
 * The kernel has no such choice for Geneve: its ports vary and RSS spreads it.
 *
 * NVGRE is GRE whose key has 24 bits of a network and 8 bits of a flow: 42 and 7.
 * ESP is no device. A dummy has the inner addresses and the routes, and policies take the
 * packets from there. The SPI of each SA is 1001.
 *
 * Class and type of a Geneve option are decimal; type 131 is a critical option.
 */
#include <stddef.h>
#include <string.h>

#include "addresses.h"
#include "tunnel_kinds.h"

#define VXLAN_DEV	"vxlan id 42 nolearning"
#define GENEVE_DEV	"geneve id 42"
#define MPLS_ROUTE	"mpls " LABEL_OUTER "/" LABEL_INNER

/* Parts of @wire; struct tunnel has the notation. */
#define WIRE_VLANS		"88a8 ?064 8100 ?0c8 "
#define WIRE_IPV4(proto)	"0800 I" proto " "
#define WIRE_IPV6(proto)	"86dd J" proto " "
#define WIRE_UDP_PINNED		"c350 P ???? ???? "
#define WIRE_UDP_VARIES		"???? P ???? ???? "
#define WIRE_VXLAN		"08000000 00002a00 M "
#define WIRE_GENEVE_ETH		"6558 00002a00 M "
#define WIRE_LABELS		"000c80?? 000641?? "
#define WIRE_ESP		"00001001 ????"

#define KEY128		"0x2b7e151628aed2a6abf7158809cf4f3c"
#define KEY128_SALT3	KEY128 "0a1b2c"
#define KEY128_SALT4	KEY128 "0a1b2c3d"
#define KEY256_SALT4	"0x603deb1015ca71be2b73aef0857d7781" \
			"1f352c073b6108d72d9810a30914dff4" "0a1b2c3d"
#define HMAC		"auth-trunc hmac(sha256) " KEY128 "603deb1015ca71be2b73aef0857d7781 128 "
#define GCM		"aead rfc4106(gcm(aes)) " KEY256_SALT4 " 128"
#define CBC		HMAC "enc cbc(aes) " KEY128

const struct tunnel tunnels[] = {
	{
		.name = "gre", .title = "GRE",
		.words = "gre",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "gre",
		.wire = WIRE_IPV4("2f") "0000 ????",
	},
	{
		.name = "gre-options", .title = "GRE with options",
		.words = "gre key 42 csum",
		.sender_words = "oseq",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "gre",
		.wire = WIRE_IPV4("2f") "b000 ???? ???? 0000 0000002a",
	},
	{
		.name = "gretap", .title = "Ethernet in GRE",
		.words = "gretap",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "gre_eth",
		.flags = ETHERNET,
		.wire = WIRE_IPV4("2f") "0000 6558 M ????",
	},
	{
		.name = "gretap6", .alias = "ip6gretap",
		.title = "Ethernet in GRE over IPv6",
		.words = "ip6gretap",
		.outer = 6, .inner = INNER4 | INNER6, .kind = "gre_eth",
		.flags = ETHERNET,
		.wire = WIRE_IPV6("2f") "0000 6558 M ????",
	},
	{
		.name = "gretap-vlans", .title = "VLANs in Ethernet in GRE",
		.words = "gretap",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "gre_eth",
		.flags = ETHERNET | VLANS_INSIDE,
		.wire = WIRE_IPV4("2f") "0000 6558 M " WIRE_VLANS "????",
	},
	{
		.name = "nvgre", .title = "NVGRE",
		.words = "gretap key 10759",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "gre_eth",
		.flags = ETHERNET,
		.wire = WIRE_IPV4("2f") "2000 6558 00002a07 M ????",
	},
	{
		.name = "gre6", .alias = "ip6gre", .title = "GRE over IPv6",
		.words = "ip6gre",
		.outer = 6, .inner = INNER4 | INNER6, .kind = "gre",
		.wire = WIRE_IPV6("2f") "0000 ????",
	},
	{
		.name = "gre-vlans", .title = "GRE in VLANs",
		.words = "gre",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "gre",
		.flags = VLANS_BELOW,
		.wire = WIRE_VLANS WIRE_IPV4("2f") "0000 ????",
	},
	{
		.name = "ipip", .title = "IPv4 in IPv4",
		.words = "ipip",
		.outer = 4, .inner = INNER4, .kind = "ip",
		.wire = WIRE_IPV4("04") "4",
	},
	{
		.name = "sit", .alias = "6in4", .title = "IPv6 in IPv4",
		.words = "sit",
		.outer = 4, .inner = INNER6, .kind = "ip",
		.wire = WIRE_IPV4("29") "6",
	},
	{
		.name = "ip4ip6", .alias = "4in6", .title = "IPv4 in IPv6",
		.words = "ip6tnl mode ipip6 encaplimit none",
		.outer = 6, .inner = INNER4, .kind = "ip",
		.wire = WIRE_IPV6("04") "4",
	},
	{
		.name = "ip6ip6", .alias = "ip6tnl", .title = "IPv6 in IPv6",
		.words = "ip6tnl mode ip6ip6",
		.outer = 6, .inner = INNER6, .kind = "ip",
		.wire = WIRE_IPV6("29") "6",
	},
	{
		.name = "vxlan", .title = "VXLAN",
		.words = VXLAN_DEV,
		.outer = 4, .inner = INNER4 | INNER6, .kind = "vxlan",
		.port = PORT_VXLAN,
		.flags = ETHERNET | PINNED,
		.wire = WIRE_IPV4("11") WIRE_UDP_PINNED WIRE_VXLAN "????",
	},
	{
		.name = "vxlan6", .title = "VXLAN over IPv6",
		.words = VXLAN_DEV,
		.outer = 6, .inner = INNER4 | INNER6, .kind = "vxlan",
		.port = PORT_VXLAN,
		.flags = ETHERNET | PINNED,
		.wire = WIRE_IPV6("11") WIRE_UDP_PINNED WIRE_VXLAN "????",
	},
	{
		.name = "vxlan6-vlans", .title = "VLANs in VXLAN over IPv6 in VLANs",
		.words = VXLAN_DEV,
		.outer = 6, .inner = INNER4 | INNER6, .kind = "vxlan",
		.port = PORT_VXLAN,
		.flags = ETHERNET | VLANS_BELOW | VLANS_INSIDE | PINNED,
		.wire = WIRE_VLANS WIRE_IPV6("11") WIRE_UDP_PINNED WIRE_VXLAN
			WIRE_VLANS "????",
	},
	{
		.name = "geneve", .title = "Geneve",
		.words = GENEVE_DEV,
		.outer = 4, .inner = INNER4 | INNER6, .kind = "geneve",
		.port = PORT_GENEVE,
		.flags = ETHERNET | NO_LOCAL | VARIES,
		.wire = WIRE_IPV4("11") WIRE_UDP_VARIES "00 00 " WIRE_GENEVE_ETH
			"????",
	},
	{
		.name = "geneve6", .title = "Geneve over IPv6",
		.words = GENEVE_DEV,
		.outer = 6, .inner = INNER4 | INNER6, .kind = "geneve",
		.port = PORT_GENEVE,
		.flags = ETHERNET | NO_LOCAL | VARIES,
		.wire = WIRE_IPV6("11") WIRE_UDP_VARIES "00 00 " WIRE_GENEVE_ETH
			"????",
	},
	{
		.name = "geneve-ip", .title = "IP in Geneve",
		.words = GENEVE_DEV " innerprotoinherit",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "geneve",
		.port = PORT_GENEVE,
		.flags = NO_LOCAL | VARIES,
		.wire = WIRE_IPV4("11") WIRE_UDP_VARIES "00 00 ???? 00002a00",
	},
	{
		.name = "geneve-options", .title = "Geneve with options",
		.words = "geneve external",
		.route = "ip id 42 dst " OUTER4_RECEIVER " ttl 64 "
			 "geneve_opts 258:131:0a0b0c0d,258:4:0e0f101112131415",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "geneve",
		.port = PORT_GENEVE,
		.flags = ETHERNET | ROUTED | VARIES,
		.wire = WIRE_IPV4("11") WIRE_UDP_VARIES
			"05 00 6558 00002a00 0102 83 01 0a0b0c0d "
			"0102 04 02 0e0f1011 12131415 M ????",
	},
	{
		.name = "gue", .title = "GRE in GUE",
		.words = "gre",
		.sender_words = "encap gue encap-sport 50000",
		.fou = "gue",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "gue",
		.port = PORT_GUE,
		.flags = PINNED,
		.wire = WIRE_IPV4("11") WIRE_UDP_PINNED "002f 0000 0000 ????",
	},
	{
		.name = "fou", .title = "IPv4 in FOU",
		.words = "ipip",
		.sender_words = "encap fou encap-sport 50000",
		.fou = "ipproto 4",
		.outer = 4, .inner = INNER4, .kind = "fou",
		.port = PORT_FOU,
		.flags = PINNED,
		.wire = WIRE_IPV4("11") WIRE_UDP_PINNED "4",
	},
	{
		.name = "mpls-gre", .title = "MPLS in GRE",
		.words = "gre",
		.route = MPLS_ROUTE,
		.outer = 4, .inner = INNER4 | INNER6, .kind = "gre_mpls",
		.flags = LABELS,
		.wire = WIRE_IPV4("2f") "0000 8847 " WIRE_LABELS,
	},
	{
		.name = "mpls-udp", .title = "MPLS in UDP",
		.words = "ipip mode mplsip",
		.sender_words = "encap fou encap-sport 50000",
		.fou = "ipproto 137",
		.route = MPLS_ROUTE,
		.outer = 4, .inner = INNER4 | INNER6, .kind = "udp_mpls",
		.port = PORT_MPLS,
		.flags = LABELS | PINNED,
		.wire = WIRE_IPV4("11") WIRE_UDP_PINNED WIRE_LABELS,
	},
	{
		.name = "mpls-ip", .alias = "mplsip", .title = "MPLS in IPv4",
		.words = "ipip mode mplsip",
		.route = MPLS_ROUTE,
		.outer = 4, .inner = INNER4 | INNER6, .kind = "ip_mpls",
		.flags = LABELS,
		.wire = WIRE_IPV4("89") WIRE_LABELS,
	},
	{
		.name = "esp", .alias = "esp-gcm", .title = "ESP with AES-GCM",
		.words = "dummy", .ipsec = GCM,
		.outer = 4, .inner = INNER4 | INNER6, .kind = "esp",
		.flags = NO_LOCAL | NO_REMOTE,
		.wire = WIRE_IPV4("32") WIRE_ESP,
	},
	{
		.name = "esp-cbc", .title = "ESP with AES-CBC",
		.words = "dummy", .ipsec = CBC,
		.outer = 4, .inner = INNER4 | INNER6, .kind = "esp",
		.flags = NO_LOCAL | NO_REMOTE,
		.wire = WIRE_IPV4("32") WIRE_ESP,
	},
	{
		.name = "esp-ctr", .title = "ESP with AES-CTR",
		.words = "dummy", .ipsec = HMAC "enc rfc3686(ctr(aes)) " KEY128_SALT4,
		.outer = 4, .inner = INNER4 | INNER6, .kind = "esp",
		.flags = NO_LOCAL | NO_REMOTE,
		.wire = WIRE_IPV4("32") WIRE_ESP,
	},
	{
		.name = "esp-ccm", .title = "ESP with AES-CCM",
		.words = "dummy", .ipsec = "aead rfc4309(ccm(aes)) " KEY128_SALT3 " 64",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "esp",
		.flags = NO_LOCAL | NO_REMOTE,
		.wire = WIRE_IPV4("32") WIRE_ESP,
	},
	{
		.name = "esp-gmac", .title = "ESP with AES-GMAC, not encrypted",
		.words = "dummy", .ipsec = "aead rfc4543(gcm(aes)) " KEY128_SALT4 " 128",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "esp",
		.flags = NO_LOCAL | NO_REMOTE,
		.wire = WIRE_IPV4("32") WIRE_ESP,
	},
	{
		.name = "esp-null", .title = "ESP, not encrypted",
		.words = "dummy", .ipsec = HMAC "enc ecb(cipher_null) \"\"",
		.outer = 4, .inner = INNER4 | INNER6, .kind = "esp",
		.flags = NO_LOCAL | NO_REMOTE,
		.wire = WIRE_IPV4("32") WIRE_ESP,
	},
	{
		.name = "esp6", .alias = "esp6-gcm", .title = "ESP with AES-GCM over IPv6",
		.words = "dummy", .ipsec = GCM,
		.outer = 6, .inner = INNER4 | INNER6, .kind = "esp",
		.flags = NO_LOCAL | NO_REMOTE,
		.wire = WIRE_IPV6("32") WIRE_ESP,
	},
	{
		.name = "esp6-cbc", .title = "ESP with AES-CBC over IPv6",
		.words = "dummy", .ipsec = CBC,
		.outer = 6, .inner = INNER4 | INNER6, .kind = "esp",
		.flags = NO_LOCAL | NO_REMOTE,
		.wire = WIRE_IPV6("32") WIRE_ESP,
	},
	{
		.name = "esp-natt", .title = "ESP with AES-GCM in UDP",
		.words = "dummy", .ipsec = GCM,
		.outer = 4, .inner = INNER4 | INNER6, .kind = "esp_udp",
		.flags = NO_LOCAL | NO_REMOTE | NATT | PINNED,
		.wire = WIRE_IPV4("11") "1194 1194 ???? ???? " WIRE_ESP,
	},
	{
		.name = "esp-transport", .title = "ESP in transport mode",
		.words = "dummy", .ipsec = CBC,
		.outer = 4, .inner = INNER4 | INNER6, .kind = "esp",
		.flags = NO_LOCAL | NO_REMOTE | TRANSPORT,
		.wire = WIRE_IPV4("32") WIRE_ESP,
	},
	{ }
};

/**
 * tunnel_find() - find a kind of tunnel
 * @name: its name or its alias
 *
 * Return: the tunnel, or %NULL.
 */
const struct tunnel *tunnel_find(const char *name)
{
	const struct tunnel *tunnel;

	for (tunnel = tunnels; tunnel->name; tunnel++)
		if (!strcmp(name, tunnel->name) ||
		    (tunnel->alias && !strcmp(name, tunnel->alias)))
			return tunnel;
	return NULL;
}
