/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_SETTINGS_H
#define RXMETA_SETTINGS_H

#include <stdbool.h>

#include "bpf/tunnel.h"

/**
 * struct settings - the command line
 * @iface: interface to act on
 * @ifindex: its index, for attach
 * @to: interface to redirect to
 * @to_ifindex: its index, for attach
 * @saddr: source address, as text
 * @daddr: destination address, as text
 * @ipsec: where the keys of ESP come from, or %NULL
 * @key: Toeplitz key
 * @config: configuration of the program, without the key
 * @attach_flags: XDP_FLAGS_* of the mode
 * @keep: wanted values, bits of &enum tunnel_keep
 * @keep_named: --keep names the values
 * @mac_named: --dst-mac says what to write
 * @targets: number of options --to, --cpus and --pass
 * @sport: source port, or -1
 * @dport: destination port, or -1
 * @hold: the program ends with this process, by any exit
 * @link: then the file descriptor that holds it, unless it is below a dispatcher
 * @dispatcher: share the interface through libxdp's dispatcher
 * @prio: run priority below it, or 0 for the default
 * @prog_id: below it, the number of the program that was attached
 * @tc: &enum skb_hash_wish
 * @tc_ifindex: interface for the tc program, for attach
 * @tc_nsid: number of its network namespace, or %OWN_NAMESPACE
 * @tc_name: its name there
 * @tc_link: file descriptor of the link that holds it, or -1
 * @compat: spread as on a kernel that stores no hash
 * @seconds: end after so many, or 0
 * @count: end after so many packets, or 0
 * @pcapng: file to write packets to, or %NULL
 * @json: print JSON
 */
struct settings {
	const char *iface;
	__u32 ifindex;
	const char *to;
	__u32 to_ifindex;
	const char *saddr;
	const char *daddr;
	const char *ipsec;
	__u8 key[TOEPLITZ_KEY_LEN];
	struct tunnel_config config;
	__u32 attach_flags;
	__u32 keep;
	bool keep_named;
	bool mac_named;
	int targets;
	int sport;
	int dport;
	bool hold;
	int link;
	bool dispatcher;
	int prio;
	__u32 prog_id;
	int tc;
	__u32 tc_ifindex;
	int tc_nsid;
	char tc_name[TUNNEL_NAME_LEN];
	int tc_link;
	bool compat;
	int seconds;
	int count;
	const char *pcapng;
	bool json;
};

#endif
