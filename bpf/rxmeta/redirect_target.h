/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_REDIRECT_TARGET_H
#define RXMETA_REDIRECT_TARGET_H

#include <stdbool.h>

#include <linux/types.h>

struct attached;
struct interface;
struct settings;
struct tunnel_config;

#define TARGET_SAYS	512

/**
 * struct target_state - a redirect target now
 * @here: it is still there
 * @takes: packets that are redirected to it arrive
 * @refused: packets that it did not take
 * @dropped: packets that it took and dropped
 * @says: what is wrong with it, or ""
 */
struct target_state {
	bool here;
	bool takes;
	__u64 refused;
	__u64 dropped;
	char says[TARGET_SAYS];
};

int target_plan(struct settings *settings, const struct interface *iface);
void target_now(const struct interface *iface, const struct attached *found,
		const struct tunnel_config *config, struct target_state *now);

#endif
