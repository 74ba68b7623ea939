/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_SKB_HASH_H
#define RXMETA_SKB_HASH_H

#include <stdbool.h>

#include <linux/types.h>

struct attached;
struct interface;
struct settings;
struct tunnel;
struct tunnel_config;

#define SKB_HASH_SAYS	192

/* --tc */
enum skb_hash_wish { SKB_HASH_TRY, SKB_HASH_NEED, SKB_HASH_NONE };

/**
 * struct skb_hash_state - the tc program of an attached XDP program
 * @name: the interface on which it runs, or ""
 * @attached: it is there
 * @says: what is wrong with it, or ""
 */
struct skb_hash_state {
	char name[16];
	bool attached;
	char says[SKB_HASH_SAYS];
};

bool skb_hash_possible(void);
int skb_hash_plan(struct settings *settings, const struct interface *iface);
int skb_hash_attach(const struct tunnel *skel, struct settings *settings);
void skb_hash_undo(const struct tunnel *skel, struct settings *settings);
int skb_hash_detach(const struct interface *iface, const struct attached *found);
void skb_hash_now(const struct interface *iface, const struct attached *found,
		  const struct tunnel_config *config,
		  struct skb_hash_state *now);
void skb_hash_print_json(const struct tunnel_config *config, const char *name);

#endif
