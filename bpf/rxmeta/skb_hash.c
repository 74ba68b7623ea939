// SPDX-License-Identifier: GPL-2.0
/*
 * The tc program that gives the skb its hash on a kernel that cannot store one. It runs
 * where the packet becomes an skb: at the peer of a veth, which may be in another network
 * namespace, or at the interface with the XDP program.
 *
 * It ends with its link where the command ends, too. After `attach` the kernel holds it, and
 * detach finds it again.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "attached_program.h"
#include "fail.h"
#include "interface.h"
#include "json.h"
#include "netns_visit.h"
#include "probe.h"
#include "settings.h"
#include "skb_hash.h"
#include "tcx_programs.h"
#include "bpf/tunnel/tunnel.skel.h"

#define LOOPBACK	1	/* the first interface of each namespace */

static const struct {
	const char *word;	/* in JSON */
	const char *text;
} whys[TUNNEL_TCS] = {
	[TUNNEL_TC_GENERIC] = {
		"generic", "generic XDP loses what is in front of a packet"
	},
	[TUNNEL_TC_SHARED] = {
		"shared", "the kernel takes no program below libxdp's dispatcher that puts it in front of a packet"
	},
	[TUNNEL_TC_NO_SKB] = {
		"no_skb", "the redirect target is no veth, so the packet does not become an skb here"
	},
	[TUNNEL_TC_NETNS] = {
		"netns", "the network namespace of the veth's peer has no name and no process: 'ip netns attach' gives it a name"
	},
	[TUNNEL_TC_NO_TCX] = {
		"no_tcx", "the kernel has no tcx, which is there from 6.6 on"
	},
};

/**
 * skb_hash_possible() - tell whether the kernel takes such a program
 */
bool skb_hash_possible(void)
{
	return tcx_is_there(LOOPBACK);
}

/* Where a packet becomes an skb. Return: &enum tunnel_tc. */
static enum tunnel_tc find_receiver(const struct tunnel_config *config,
				    const struct interface *iface, __u32 to_index,
				    struct interface *receiver, int *nsid)
{
	struct interface to;

	*receiver = *iface;
	*nsid = OWN_NAMESPACE;
	if (!TUNNEL_HAS_DEV(config->target))
		return TUNNEL_TC_ON;
	if (interface_by_index(to_index, OWN_NAMESPACE, &to) ||
	    !interface_is_veth(&to))
		return TUNNEL_TC_NO_SKB;
	*nsid = to.link_nsid;
	if (interface_by_index(to.link, to.link_nsid, receiver))
		return TUNNEL_TC_NETNS;
	return TUNNEL_TC_ON;
}

static enum tunnel_tc decide(struct settings *settings,
			     const struct interface *iface)
{
	const struct tunnel_config *config = &settings->config;
	struct interface receiver;
	struct netns_visit visit;
	enum tunnel_tc tc;

	if (settings->attach_flags & XDP_FLAGS_SKB_MODE)
		return TUNNEL_TC_GENERIC;
	if (settings->dispatcher)
		return TUNNEL_TC_SHARED;
	tc = find_receiver(config, iface, settings->to_ifindex, &receiver,
			   &settings->tc_nsid);
	if (tc != TUNNEL_TC_ON)
		return tc;
	settings->tc_ifindex = receiver.index;
	memcpy(settings->tc_name, receiver.name, sizeof(settings->tc_name));
	if (netns_enter(&visit, settings->tc_nsid))
		return TUNNEL_TC_NETNS;
	if (!tcx_is_there(receiver.index))
		tc = TUNNEL_TC_NO_TCX;
	netns_leave(&visit);
	return tc;
}

/* Without the layer, or as without it, a hash that was computed */
static bool is_compat(const struct settings *settings)
{
	return settings->config.hash != TUNNEL_HASH_NONE &&
	       (settings->compat || !kernel_stores_hash());
}

/**
 * skb_hash_plan() - decide whether a tc program gives the hash to the skb
 * @settings: command line after target_plan(); @tc of its configuration is set
 * @iface: interface with the XDP program
 *
 * Return: 0 or an exit code.
 */
int skb_hash_plan(struct settings *settings, const struct interface *iface)
{
	struct tunnel_config *config = &settings->config;

	settings->tc_link = -1;
	if (!is_compat(settings))
		return settings->tc != SKB_HASH_NEED ? 0 :
		       fail(RXMETA_USAGE, "--tc need is for a hash that cannot be stored: %s",
			    config->hash == TUNNEL_HASH_NONE ?
			    "with --hash none there is none" :
			    "this kernel stores it, and the skb has it");
	if (settings->tc == SKB_HASH_NONE)
		return 0;
	config->tc = decide(settings, iface);
	if (config->tc == TUNNEL_TC_ON)
		return 0;
	if (settings->tc == SKB_HASH_NEED)
		return fail(RXMETA_SYSTEM, "--tc need cannot be done: %s",
			    whys[config->tc].text);
	fflush(stdout);
	fprintf(stderr, "rxmeta: the skb of a packet gets no hash: %s\n",
		whys[config->tc].text);
	return 0;
}

/* In front of all others, of which one might end the chain. */
static int attach_here(int prog, struct settings *settings)
{
	LIBBPF_OPTS(bpf_link_create_opts, create, .flags = BPF_F_BEFORE);
	LIBBPF_OPTS(bpf_prog_attach_opts, attach, .flags = BPF_F_BEFORE);

	tcx_sweep(settings->tc_ifindex);
	if (!settings->hold)
		return bpf_prog_attach_opts(prog, settings->tc_ifindex,
					    BPF_TCX_INGRESS, &attach);
	settings->tc_link = bpf_link_create(prog, settings->tc_ifindex,
					    BPF_TCX_INGRESS, &create);
	return settings->tc_link < 0 ? settings->tc_link : 0;
}

/**
 * skb_hash_attach() - attach the tc program, if there has to be one
 * @skel: loaded programs
 * @settings: command line after skb_hash_plan()
 *
 * Return: 0 or an exit code.
 */
int skb_hash_attach(const struct tunnel *skel, struct settings *settings)
{
	struct netns_visit visit;
	int err;

	if (settings->config.tc != TUNNEL_TC_ON)
		return 0;
	err = netns_enter(&visit, settings->tc_nsid);
	if (!err) {
		err = attach_here(bpf_program__fd(skel->progs.tunnel_skb), settings);
		netns_leave(&visit);
	}
	return err ? fail(RXMETA_SYSTEM, "cannot attach the tc program to %s: %s; '--tc none' does without, and the skb gets no hash",
			  settings->tc_name, strerror(-err)) : 0;
}

/**
 * skb_hash_undo() - detach the tc program again: the XDP program could not be attached
 * @skel: loaded programs
 * @settings: command line
 */
void skb_hash_undo(const struct tunnel *skel, struct settings *settings)
{
	if (settings->config.tc != TUNNEL_TC_ON)
		return;
	if (settings->tc_link >= 0)
		close(settings->tc_link);
	else if (!settings->hold)
		tcx_detach(bpf_program__fd(skel->progs.tunnel_skb),
			   settings->tc_ifindex, settings->tc_nsid);
	settings->tc_link = -1;
}

/* An interface that was moved cannot see its target, whose index means another one here. */
static bool find_again(const struct interface *iface, const struct attached *found,
		       const struct tunnel_config *config,
		       struct interface *receiver, int *nsid)
{
	return config->attached.netns == interface_namespace() &&
	       find_receiver(config, iface, attached_target(found), receiver,
			     nsid) == TUNNEL_TC_ON;
}

/**
 * skb_hash_detach() - detach the tc program of an XDP program
 * @iface: interface with the XDP program
 * @found: that program, %ATTACHED_OURS
 *
 * One that a command holds ends with it.
 *
 * Return: 0 or an exit code.
 */
int skb_hash_detach(const struct interface *iface, const struct attached *found)
{
	struct tunnel_config config;
	struct interface receiver;
	int prog, nsid, err;

	if (attached_config(found, &config) || config.tc != TUNNEL_TC_ON)
		return 0;
	if (!find_again(iface, found, &config, &receiver, &nsid)) {
		fprintf(stderr, "rxmeta: cannot find the tc program behind %s from here; if it is still there, it stays and does nothing\n",
			TUNNEL_HAS_DEV(config.target) ? config.attached.to :
							iface->name);
		return 0;
	}
	prog = tcx_find(receiver.index, nsid, found->stats);
	if (prog < 0)
		return 0;
	err = tcx_detach(prog, receiver.index, nsid);
	close(prog);
	return err && err != -EBUSY ?
	       fail(RXMETA_SYSTEM, "cannot detach the tc program from %s: %s",
		    receiver.name, strerror(-err)) : 0;
}

/**
 * skb_hash_now() - tell what has become of the tc program
 * @iface: interface with the XDP program
 * @found: that program, %ATTACHED_OURS
 * @config: its configuration
 * @now: filled in
 */
void skb_hash_now(const struct interface *iface, const struct attached *found,
		  const struct tunnel_config *config, struct skb_hash_state *now)
{
	struct interface receiver;
	int prog, nsid;

	memset(now, 0, sizeof(*now));
	if (config->tc != TUNNEL_TC_ON)
		return;
	if (!find_again(iface, found, config, &receiver, &nsid)) {
		snprintf(now->says, SKB_HASH_SAYS, "the tc program cannot be seen from here");
		return;
	}
	memcpy(now->name, receiver.name, sizeof(now->name));
	prog = tcx_find(receiver.index, nsid, found->stats);
	now->attached = prog >= 0;
	if (prog >= 0)
		close(prog);
	else
		snprintf(now->says, SKB_HASH_SAYS, "the tc program of %s is gone, so no skb gets its hash: attach again",
			 now->name);
}

/**
 * skb_hash_print_json() - print a member that tells of the tc program, if there is to be one
 * @config: configuration
 * @name: interface with the tc program, or "" if it cannot be seen
 */
void skb_hash_print_json(const struct tunnel_config *config, const char *name)
{
	if (config->tc == TUNNEL_TC_ON)
		json_text(",\"tc\":{", "on", name);
	else if (config->tc < TUNNEL_TCS && whys[config->tc].word)
		json_text(",\"tc\":{", "why_not", whys[config->tc].word);
	else
		return;
	putchar('}');
}
