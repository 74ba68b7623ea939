// SPDX-License-Identifier: GPL-2.0
/*
 * The interface that packets are redirected to. The kernel drops in silence what an
 * interface does not take, so this file asks before: whether its driver takes frames
 * now, whether it is up, and which address a receiver behind a veth has.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <linux/if_link.h>

#include "attached_program.h"
#include "drop_counters.h"
#include "fail.h"
#include "interface.h"
#include "netdev.h"
#include "redirect_target.h"
#include "settings.h"

#ifndef IFF_LOWER_UP
#define IFF_LOWER_UP	(1 << 16)
#endif

/**
 * struct target - a redirect target
 * @to: interface
 * @peer: its peer, if it is a veth
 * @peer_error: 0, or the -errno of the attempt to ask for the peer
 * @generic: packets are redirected in generic mode, which any driver takes
 */
struct target {
	struct interface to;
	struct interface peer;
	int peer_error;
	bool generic;
};

static void find_peer(struct target *target)
{
	target->peer_error = -ENODEV;
	if (interface_is_veth(&target->to) && target->to.link)
		target->peer_error = interface_by_index(target->to.link,
							target->to.link_nsid,
							&target->peer);
}

static const char *peer_name(const struct target *target)
{
	return target->peer_error ? "its peer" : target->peer.name;
}

/* A veth takes frames for a peer that runs NAPI, unless its queues are too few. */
static void say_veth(const struct target *target, __u64 features, char *says)
{
	const char *peer = peer_name(target), *to = target->to.name;

	if (!features)
		snprintf(says, TARGET_SAYS, "%s takes no redirected packets: %s has more transmit queues than %s has receive queues; 'ethtool -L' changes them",
			 to, peer, to);
	else
		snprintf(says, TARGET_SAYS, "%s takes no redirected packets: %s has neither GRO nor an XDP program; 'ethtool -K %s gro on'%s helps",
			 to, peer,
			 target->peer_error ? "PEER" : target->peer.name,
			 target->to.link_nsid == OWN_NAMESPACE ? "" :
			 ", in the network namespace of the peer,");
}

static void say_driver(const struct target *target, char *says)
{
	const struct interface *to = &target->to;
	const char *kind = to->flags & IFF_LOOPBACK ? "loopback" : to->kind;
	char what[64] = "";

	if (*kind)
		snprintf(what, sizeof(what), ", a %s device,", kind);
	snprintf(says, TARGET_SAYS, "%s%s takes no redirected packets: its driver has no ndo_xdp_xmit, or not without an XDP program of its own; a veth takes them, and with --mode generic any interface does",
		 to->name, what);
}

/* Return: whether packets arrive; @says is set to the reason if not. */
static bool takes(const struct target *target, char *says)
{
	const struct interface *to = &target->to;
	__u64 features;

	*says = 0;
	if (!(to->flags & IFF_UP))
		snprintf(says, TARGET_SAYS, "%s is down and takes no packets: 'ip link set %s up'",
			 to->name, to->name);
	else if (!target->generic && !netdev_takes_frames(to->index, &features))
		interface_is_veth(to) ? say_veth(target, features, says) :
					say_driver(target, says);
	else if (interface_is_veth(to) && !(to->flags & IFF_LOWER_UP))
		snprintf(says, TARGET_SAYS, "%s takes no packets: %s is down",
			 to->name, peer_name(target));
	return !*says;
}

/* The stack behind a veth drops packets for another address than its own. */
static int plan_mac(struct settings *settings, const struct target *target)
{
	struct tunnel_config *config = &settings->config;

	if (settings->mac_named || !interface_is_veth(&target->to))
		return 0;
	if (target->peer_error)
		return fail(RXMETA_SYSTEM, "cannot ask for the address of the peer of %s (%s): give it by --dst-mac MAC, or '--dst-mac keep' leaves the one in the packet",
			    target->to.name, strerror(-target->peer_error));
	memcpy(config->dst_mac, target->peer.mac, MAC_LEN);
	config->set_dst_mac = true;
	return 0;
}

/**
 * target_plan() - refuse a target that would lose packets, and prepare for it
 * @settings: command line; the target's index and the address of its peer are set
 * @iface: interface with the program
 *
 * Return: 0 or an exit code.
 */
int target_plan(struct settings *settings, const struct interface *iface)
{
	struct tunnel_attached *attached = &settings->config.attached;
	struct target target = { };
	char says[TARGET_SAYS];
	int err;

	attached->netns = interface_namespace();
	if (!TUNNEL_HAS_DEV(settings->config.target))
		return 0;
	err = interface_need(settings->to, &target.to);
	if (err)
		return err;
	target.generic = settings->attach_flags & XDP_FLAGS_SKB_MODE;
	find_peer(&target);
	if (!takes(&target, says))
		return fail(RXMETA_SYSTEM, "%s", says);
	if (target.to.mtu < iface->mtu)
		fprintf(stderr, "rxmeta: %s drops packets that are longer than its MTU, which is %u, and that of %s is %u\n",
			target.to.name, target.to.mtu, iface->name, iface->mtu);

	settings->to_ifindex = target.to.index;
	memcpy(attached->to, target.to.name, sizeof(attached->to));
	attached->source_drops = drops_at_source(iface);
	attached->target_drops = drops_at_target(&target.to);
	return plan_mac(settings, &target);
}

/* The part of a counter that is new. A driver may start again at 0. */
static __u64 since(__u64 now, __u64 before)
{
	return now < before ? now : now - before;
}

static void say_mac(const struct target *target,
		    const struct tunnel_config *config, char *says)
{
	char is[MAC_TEXT], set[MAC_TEXT];

	if (target->peer_error || !config->set_dst_mac ||
	    !memcmp(target->peer.mac, config->dst_mac, MAC_LEN))
		return;
	snprintf(says, TARGET_SAYS, "packets to %s get the address %s, and that of %s is %s: attach again if it was changed",
		 target->to.name, interface_mac(config->dst_mac, set),
		 target->peer.name, interface_mac(target->peer.mac, is));
}

/**
 * target_now() - tell what has become of a redirect target
 * @iface: interface with the program
 * @found: its program, %ATTACHED_OURS
 * @config: configuration of the program
 * @now: filled in
 */
void target_now(const struct interface *iface, const struct attached *found,
		const struct tunnel_config *config, struct target_state *now)
{
	const struct tunnel_attached *attached = &config->attached;
	__u32 index = attached_target(found);
	struct target target = {
		.generic = found->flags & XDP_FLAGS_SKB_MODE,
	};

	memset(now, 0, sizeof(*now));
	now->refused = since(drops_at_source(iface), attached->source_drops);
	if (!index) {
		snprintf(now->says, TARGET_SAYS, "%s is gone, so packets pass: attach again",
			 attached->to);
		return;
	}
	if (attached->netns != interface_namespace()) {
		snprintf(now->says, TARGET_SAYS, "%s was moved to this network namespace; its target %s is in another one",
			 iface->name, attached->to);
		now->here = now->takes = true;
		return;
	}
	if (interface_by_index(index, OWN_NAMESPACE, &target.to))
		return;
	now->here = true;
	find_peer(&target);
	now->takes = takes(&target, now->says);
	now->dropped = since(drops_at_target(&target.to), attached->target_drops);
	if (now->takes)
		say_mac(&target, config, now->says);
}
