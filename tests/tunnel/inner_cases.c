// SPDX-License-Identifier: GPL-2.0
/* Packets inside a tunnel that the program hashes. */
#include "tests/lib/rss_type.h"
#include "cases.h"

const struct inner_case inner_cases[] = {
	{ "ip4 tcp", { IP4, TCP }, L3_IPV4 | L4_TCP },
	{ "ip4 udp", { IP4, UDP }, L3_IPV4 | L4_UDP },
	{ "ip4 sctp", { IP4, SCTP }, L3_IPV4 | L4_SCTP },
	{ "ip4 icmp", { IP4, ICMP }, L3_IPV4 },
	{ "ip4 esp", { IP4, ESP }, L3_IPV4 },
	{ "ip4 ah tcp", { IP4, AUTH, TCP }, L3_IPV4 | L4_TCP },
	{ "ip4 gre", { IP4, GRE, IP4, TCP }, L3_IPV4 },
	{ "ip4 options udp", { IP4_OPTIONS, UDP }, L3_IPV4 | DYNHDR | L4_UDP },
	{ "ip4 options icmp", { IP4_OPTIONS, ICMP }, L3_IPV4 | DYNHDR },
	{ "ip4 first fragment", { IP4_FIRST, UDP }, L3_IPV4 },
	{ "ip4 later fragment", { IP4_LATER, UDP }, L3_IPV4 },
	{ "ip6 tcp", { IP6, TCP }, L3_IPV6 | L4_TCP },
	{ "ip6 udp", { IP6, UDP }, L3_IPV6 | L4_UDP },
	{ "ip6 sctp", { IP6, SCTP }, L3_IPV6 | L4_SCTP },
	{ "ip6 icmp", { IP6, ICMP6 }, L3_IPV6 },
	{ "ip6 nothing", { IP6, NOTHING }, L3_IPV6 },
	{ "ip6 hop tcp", { IP6, HOP, TCP }, L3_IPV6 | DYNHDR | L4_TCP },
	{ "ip6 hop routing dest udp", { IP6, HOP, ROUTING, DEST, UDP },
	  L3_IPV6 | DYNHDR | L4_UDP },
	{ "ip6 dest ah sctp", { IP6, DEST, AUTH, SCTP },
	  L3_IPV6 | DYNHDR | L4_SCTP },
	{ "ip6 dest icmp", { IP6, DEST, ICMP6 }, L3_IPV6 | DYNHDR },
	{ "ip6 first fragment", { IP6, FRAG_FIRST, UDP }, L3_IPV6 | DYNHDR },
	{ "ip6 later fragment", { IP6, FRAG_LATER, UDP }, L3_IPV6 | DYNHDR },
	{ "ip6 atomic fragment", { IP6, FRAG_ATOMIC, UDP },
	  L3_IPV6 | DYNHDR | L4_UDP },
	{ "ip6 hop atomic dest tcp", { IP6, HOP, FRAG_ATOMIC, DEST, TCP },
	  L3_IPV6 | DYNHDR | L4_TCP },
	{ "ip6 hop fragment", { IP6, HOP, FRAG_LATER, TCP }, L3_IPV6 | DYNHDR },
	{ }
};
