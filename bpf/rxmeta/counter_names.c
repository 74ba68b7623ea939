// SPDX-License-Identifier: GPL-2.0
/* The names of the tunnel program's counters, for stat and for options. */
#include <string.h>

#include "counter_names.h"

const char * const counter_names[TUNNEL_COUNTERS] = {
	[TUNNEL_SEEN]		= "seen",
	[TUNNEL_FLOWS]		= "tunnel",
	[TUNNEL_STORED]		= "stored",
	[TUNNEL_STORE_ERROR]	= "store_error",
	[TUNNEL_NO_LAYER]	= "no_layer",
	[TUNNEL_REDIRECTED]	= "redirected",
	[TUNNEL_IN_META]	= "in_meta",
	[TUNNEL_NO_META]	= "no_meta",
	[TUNNEL_SKB_HASH]	= "skb_hash",
	[TUNNEL_KEPT_VLAN_TAG]	= "vlan_tag",
	[TUNNEL_PUSHED_VLAN_TAG] = "vlan_tag_in_packet",
	[TUNNEL_KEPT_TIMESTAMP]	= "timestamp",
	[TUNNEL_KEPT_HASH]	= "hash",
	[TUNNEL_LOST_TIMESTAMP]	= "timestamp",
	[TUNNEL_LOST_HASH]	= "hash",
	[TUNNEL_ESP_NO_SA]	= "no_sa",
	[TUNNEL_ESP_UNREAD_SA]	= "sa_unread",
	[TUNNEL_ESP_SHORT]	= "short",
	[TUNNEL_ESP_INNER]	= "inner_unreadable",
	[TUNNEL_ESP_CRYPTO_ERROR] = "crypto_error",
	[TUNNEL_CONFIGURED]	= "configured",
	[TUNNEL_NO_TARGET]	= "no_target",
	[TUNNEL_HEADLESS]	= "headless",
	[TUNNEL_TAG_UNKEPT]	= "tag_unkept",
	[TUNNEL_NOT_TUNNEL]	= "not_tunnel",
	[TUNNEL_NOT_CHOSEN]	= "not_chosen",
	[TUNNEL_TRUNCATED]	= "truncated",
	[TUNNEL_UNREADABLE]	= "unreadable",
	[TUNNEL_FRAGMENT]	= "fragment",
};

const char * const kind_names[TUNNEL_KINDS] = {
	[TUNNEL_IP]		= "ip",
	[TUNNEL_GRE]		= "gre",
	[TUNNEL_GRE_ETH]	= "gre_eth",
	[TUNNEL_GRE_MPLS]	= "gre_mpls",
	[TUNNEL_VXLAN]		= "vxlan",
	[TUNNEL_GENEVE]		= "geneve",
	[TUNNEL_UDP_MPLS]	= "udp_mpls",
	[TUNNEL_IP_MPLS]	= "ip_mpls",
	[TUNNEL_GUE]		= "gue",
	[TUNNEL_FOU]		= "fou",
	[TUNNEL_ESP]		= "esp",
	[TUNNEL_ESP_UDP]	= "esp_udp",
	[TUNNEL_VXLAN_GPE]	= "vxlan_gpe",
	[TUNNEL_ERSPAN1]	= "erspan1",
	[TUNNEL_ERSPAN2]	= "erspan2",
	[TUNNEL_ERSPAN3]	= "erspan3",
	[TUNNEL_PPTP]		= "pptp",
	[TUNNEL_GTP]		= "gtp",
	[TUNNEL_L2TP]		= "l2tp",
	[TUNNEL_L2TPV3]		= "l2tpv3",
	[TUNNEL_IP_ETH]		= "ip_eth",
	[TUNNEL_SRV6]		= "srv6",
	[TUNNEL_NSH]		= "nsh",
	[TUNNEL_PPPOE]		= "pppoe",
	[TUNNEL_AH]		= "ah",
};

const char * const unread_names[TUNNEL_UNREADS] = {
	[TUNNEL_UNREAD_ARP]		= "arp",
	[TUNNEL_UNREAD_ETHERTYPE]		= "ethertype",
	[TUNNEL_UNREAD_VLAN_TAGS]		= "vlan_tags",
	[TUNNEL_UNREAD_IP]		= "ip",
	[TUNNEL_UNREAD_IP_PROTO]		= "ip_proto",
	[TUNNEL_UNREAD_UDP]		= "udp",
	[TUNNEL_UNREAD_NESTED]		= "nested",
	[TUNNEL_UNREAD_GRE]		= "gre",
	[TUNNEL_UNREAD_ERSPAN]		= "erspan",
	[TUNNEL_UNREAD_PPTP]		= "pptp",
	[TUNNEL_UNREAD_PPTP_CONTROL]	= "pptp_control",
	[TUNNEL_UNREAD_VXLAN]		= "vxlan",
	[TUNNEL_UNREAD_VXLAN_GPE]		= "vxlan_gpe",
	[TUNNEL_UNREAD_GENEVE]		= "geneve",
	[TUNNEL_UNREAD_GENEVE_CONTROL]	= "geneve_control",
	[TUNNEL_UNREAD_GUE]		= "gue",
	[TUNNEL_UNREAD_GUE_CONTROL]	= "gue_control",
	[TUNNEL_UNREAD_GTP]		= "gtp",
	[TUNNEL_UNREAD_GTP_CONTROL]	= "gtp_control",
	[TUNNEL_UNREAD_L2TP]		= "l2tp",
	[TUNNEL_UNREAD_L2TP_CONTROL]	= "l2tp_control",
	[TUNNEL_UNREAD_PPPOE]		= "pppoe",
	[TUNNEL_UNREAD_PPPOE_DISCOVERY]	= "pppoe_discovery",
	[TUNNEL_UNREAD_PPP]		= "ppp",
	[TUNNEL_UNREAD_NSH]		= "nsh",
	[TUNNEL_UNREAD_NSH_CONTROL]	= "nsh_control",
	[TUNNEL_UNREAD_MPLS]		= "mpls",
	[TUNNEL_UNREAD_PSEUDOWIRE]	= "pseudowire",
	[TUNNEL_UNREAD_ESP]		= "esp",
	[TUNNEL_UNREAD_ESP_UDP]		= "esp_udp",
	[TUNNEL_UNREAD_ETHERIP]		= "etherip",
	[TUNNEL_UNREAD_WIREGUARD]		= "wireguard",
	[TUNNEL_UNREAD_LISP]		= "lisp",
	[TUNNEL_UNREAD_TEREDO]		= "teredo",
};

/* Return: &enum tunnel_kind, or -1. */
static int kind_find(const char *name, size_t len)
{
	int i;

	for (i = 0; i < TUNNEL_KINDS; i++)
		if (strlen(kind_names[i]) == len &&
		    !memcmp(kind_names[i], name, len))
			return i;
	return -1;
}

/**
 * kinds_read() - read the names of some kinds with commas between them
 * @arg: text
 * @passed: set to the bits of all other kinds
 *
 * Return: false if @arg is something else; @passed is unchanged then.
 */
bool kinds_read(const char *arg, __u32 *passed)
{
	__u32 chosen = 0;
	size_t len;
	int kind;

	do {
		len = strcspn(arg, ",");
		kind = kind_find(arg, len);
		if (kind < 0)
			return false;
		chosen |= 1u << kind;
		arg += len;
	} while (*arg++);
	*passed = ((1u << TUNNEL_KINDS) - 1) & ~chosen;
	return true;
}

/**
 * kinds_print() - print the names of all kinds of tunnel on a line
 * @to: file
 */
void kinds_print(FILE *to)
{
	int i;

	for (i = 0; i < TUNNEL_KINDS; i++)
		fprintf(to, "%s%s", i ? "," : "  ", kind_names[i]);
	fputc('\n', to);
}
