/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_TUNNEL_KINDS_H
#define DEMO_GUEST_TUNNEL_KINDS_H

#include "port_options.h"

enum {
	INNER4 = 1,
	INNER6 = 2,
};

/**
 * enum tunnel_flag - special properties of a tunnel
 * @ETHERNET: it carries Ethernet, so its ends have MAC addresses
 * @NO_LOCAL: its device takes no local address
 * @ROUTED: its device takes no address: the sender's route has the remote one
 * @VLANS_BELOW: an 802.1ad and an 802.1Q tag precede the outer IP header
 * @VLANS_INSIDE: the same two tags are in the inner Ethernet header
 * @LABELS: it carries two MPLS labels
 * @PINNED: the sender uses one outer UDP source port for all flows, instead of
 *	    the default, a port for each
 * @VARIES: the sender uses an outer UDP source port for each flow
 * @TRANSPORT: IPsec protects the flows themselves: there is no tunnel
 * @NATT: ESP is in UDP
 * @NO_REMOTE: its device takes no remote address
 */
enum tunnel_flag {
	ETHERNET	= 1,
	NO_LOCAL	= 2,
	ROUTED		= 4,
	VLANS_BELOW	= 8,
	VLANS_INSIDE	= 16,
	LABELS		= 32,
	PINNED		= 64,
	VARIES		= 128,
	TRANSPORT	= 256,
	NATT		= 512,
	NO_REMOTE	= 1024,
};

/**
 * struct tunnel - a kind of tunnel
 * @name: its name for TUNNEL=
 * @alias: another name for TUNNEL=, or %NULL
 * @title: its name for people
 * @words: arguments of `ip link add DEV type` without the addresses
 * @sender_words: more of them for the sender's end, or %NULL
 * @fou: what the receiver takes out of UDP, in words of `ip fou add`, or %NULL
 * @route: arguments of `encap` of the sender's route, or %NULL
 * @ipsec: cipher and keys of `ip xfrm state add`, or %NULL without IPsec
 * @outer: outer IP version, 4 or 6
 * @inner: IP versions it carries: %INNER4, %INNER6
 * @flags: &enum tunnel_flag
 * @port: its UDP port, or %PORT_NONE
 * @kind: its counter in `rxmeta stat`
 * @wire: pattern of its frames: nibbles after the MAC addresses, where ? is any
 *	  nibble, M two MAC addresses, Ixx an IPv4 header with protocol xx,
 *	  Jxx the same of IPv6, and P the port
 */
struct tunnel {
	const char *name;
	const char *alias;
	const char *title;
	const char *words;
	const char *sender_words;
	const char *fou;
	const char *route;
	const char *ipsec;
	int outer;
	int inner;
	int flags;
	enum port_option port;
	const char *kind;
	const char *wire;
};

extern const struct tunnel tunnels[];
const struct tunnel *tunnel_find(const char *name);

#endif
