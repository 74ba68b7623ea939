/* SPDX-License-Identifier: GPL-2.0 */
/* Network devices of a test: make, set and read them. Only net_ip() runs a program. */
#ifndef TESTS_LIB_NET_H
#define TESTS_LIB_NET_H

#include <stdbool.h>
#include <linux/types.h>

#define NET_RSS_KEY	40
#define NET_RSS_KEY_MAX	52
#define NET_RSS_TABLE	2048

/**
 * struct net_rss - how a NIC hashes
 * @key: its Toeplitz key, as far as flows need one
 * @size: number of entries of @table
 * @table: receive queue for a hash modulo @size
 * @hfunc: how it hashes, bit 0: Toeplitz
 */
struct net_rss {
	__u8 key[NET_RSS_KEY];
	unsigned int size;
	__u32 table[NET_RSS_TABLE];
	__u8 hfunc;
};

int net_new(void);
int net_ip(const char *batch);
int net_await(const char *dev);
int net_take(const char *dev);
unsigned int net_index(const char *dev);

int net_ethtool(const char *dev, void *cmd);
int net_set_gro(const char *dev, bool on);
int net_set_vlan_offload(const char *dev, bool on);
int net_set_rxhash(const char *dev, bool on);
int net_set_rxvlan(const char *dev, bool on);
int net_has_feature(const char *dev, const char *name);
int net_set_rss_key(const char *dev, const __u8 *key);
int net_set_hash_xfrm(const char *dev, __u8 xfrm);
int net_set_symmetric_hash(const char *dev, bool on);
int net_rss(const char *dev, struct net_rss *rss);
int net_set_channels(const char *dev, unsigned int rx);
int net_stat(const char *dev, const char *name, __u64 *value);
int net_rx_metadata(const char *dev, __u64 *features);
int net_xdp_features(const char *dev, __u64 *features);
int net_split_headers(const char *dev);

int net_socket(const char *dev, bool taps);
int net_recv(int fd, void *frame, unsigned int room);
int net_wait(const volatile __u32 *counter, __u32 want);
int net_pin(int cpu);

/**
 * net_say() - print a line of TAP diagnostics
 * @fmt: the line as printf() takes it, without newline
 */
void net_say(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif /* TESTS_LIB_NET_H */
