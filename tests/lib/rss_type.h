/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Types of RSS hashes, with the values of the kernel's enum xdp_rss_hash_type. The
 * kernel does not export that to user space.
 */
#ifndef TESTS_LIB_RSS_TYPE_H
#define TESTS_LIB_RSS_TYPE_H

enum rss_type {
	L3_IPV4 = 1, L3_IPV6 = 2, DYNHDR = 4, L4_PORTS = 8,
	L4_TCP = L4_PORTS | 16, L4_UDP = L4_PORTS | 32, L4_SCTP = L4_PORTS | 64,
	L4_IPSEC = L4_PORTS | 128,
	TYPE_ANY = 255,
};

#endif /* TESTS_LIB_RSS_TYPE_H */
