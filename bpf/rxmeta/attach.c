// SPDX-License-Identifier: GPL-2.0
/* The commands attach and detach. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "attached_json.h"
#include "attached_program.h"
#include "dispatcher_guard.h"
#include "dispatcher_join.h"
#include "fail.h"
#include "interface.h"
#include "json.h"
#include "old_links.h"
#include "redirect_target.h"
#include "subcommands.h"
#include "ipsec_keys.h"
#include "kept_values.h"
#include "probe.h"
#include "program.h"
#include "settings.h"
#include "skb_hash.h"
#include "bpf/ipsec.h"
#include "bpf/tunnel/tunnel.skel.h"

#define CPU_QUEUE	2048

/* The port alone tells what a UDP packet carries. */
static int check_ports(const struct tunnel_ports *ports)
{
	const struct {
		const char *kind;
		__u16 port;
	} all[] = {
		{ "VXLAN", ports->vxlan[0] }, { "VXLAN", ports->vxlan[1] },
		{ "Geneve", ports->geneve }, { "GUE", ports->gue },
		{ "FOU", ports->fou }, { "VXLAN-GPE", ports->vxlan_gpe },
		{ "GTP-U", ports->gtp }, { "L2TP", ports->l2tp },
		{ "MPLS", ports->mpls }, { "ESP", IPSEC_NATT_PORT },
	};
	size_t i, j, n = sizeof(all) / sizeof(all[0]);

	for (i = 2; i < n; i++)
		for (j = 0; j < i; j++)
			if (all[i].port && all[i].port == all[j].port)
				return fail(RXMETA_USAGE, "UDP port %u cannot be that of %s and of %s; 'rxmeta help attach' has the options that choose others",
					    all[i].port, all[j].kind,
					    all[i].kind);
	return 0;
}

static int check_settings(struct settings *settings)
{
	const struct tunnel_config *config = &settings->config;
	__u32 i;

	if (settings->targets != 1)
		return fail(RXMETA_USAGE, "one of --to, --cpus and --pass is needed, such as --to veth:veth0, --to cpu:0-3 or --to cpu:0-3,veth:veth0");
	if (settings->keep_named && config->hash != TUNNEL_HASH_NONE &&
	    settings->keep & 1u << TUNNEL_KEEP_HASH)
		return fail(RXMETA_USAGE, "--keep hash is for --hash none: a packet has one hash");

	for (i = 0; i < config->cpus; i++)
		if (config->cpu[i] >= libbpf_num_possible_cpus())
			return fail(RXMETA_USAGE, "there is no CPU %u; the last is %d",
				    config->cpu[i],
				    libbpf_num_possible_cpus() - 1);
	return check_ports(&config->ports);
}

static int target_fill(struct tunnel *skel, const struct settings *settings)
{
	const struct tunnel_config *config = &settings->config;
	struct bpf_cpumap_val cpu = { .qsize = CPU_QUEUE };
	__u32 i, zero = 0;

	if (config->target == TUNNEL_TO_CPUS_DEV)
		cpu.bpf_prog.fd = bpf_program__fd(skel->progs.tunnel_cpu);
	if (TUNNEL_HAS_DEV(config->target) &&
	    bpf_map__update_elem(skel->maps.tunnel_dev, &zero, sizeof(zero),
				 &settings->to_ifindex, sizeof(__u32), BPF_ANY))
		return fail(RXMETA_SYSTEM, "cannot redirect to %s: %s",
			    settings->to, strerror(errno));

	for (i = 0; i < config->cpus; i++)
		if (bpf_map__update_elem(skel->maps.tunnel_cpus,
					 &config->cpu[i], sizeof(__u32), &cpu,
					 sizeof(cpu), BPF_ANY))
			return fail(RXMETA_SYSTEM, "cannot redirect to CPU %u: %s",
				    config->cpu[i], strerror(errno));
	return 0;
}

/* A program is attached already. Say whose it is and how to remove it. */
static int refuse_second(const struct interface *iface,
			 const struct attached *found)
{
	__u32 link;

	if (found->what == ATTACHED_OURS ||
	    found->what == ATTACHED_OTHER_VERSION)
		return fail(RXMETA_SYSTEM, "%s is attached already; 'rxmeta detach %s' first",
			    iface->name, iface->name);
	link = old_link_find(found->prog_id);
	if (link)
		return fail(RXMETA_SYSTEM, "%s has an XDP program already, '%s'; 'bpftool link detach id %u' removes it",
			    iface->name, found->name, link);
	return fail(RXMETA_SYSTEM, "%s has an XDP program already, '%s'; 'ip link set %s xdp%s off' removes it",
		    iface->name, found->name, iface->name,
		    found->flags & XDP_FLAGS_SKB_MODE ? "generic" : "");
}

static int attach_error(const struct interface *iface,
			const struct settings *settings, int err)
{
	bool native = settings->attach_flags & XDP_FLAGS_DRV_MODE;
	struct attached found;
	int code;

	switch (err) {
	case EBUSY:
	case EEXIST:
		attached_find(iface, &found);
		code = refuse_second(iface, &found);
		attached_close(&found);
		return code;
	case EOPNOTSUPP:
		return fail(RXMETA_SYSTEM, "the driver of %s has no XDP%s",
			    iface->name,
			    native ? "; --mode generic works everywhere" : "");
	default:
		return fail(RXMETA_SYSTEM, "cannot attach to %s: %s; the kernel's log may say why%s",
			    iface->name, strerror(err),
			    native ? ", and --mode generic asks less" : "");
	}
}

/* Attach by a link, which ends with its last file descriptor. Return: 0 or -errno. */
static int program_hold(struct tunnel *skel, const struct interface *iface,
			struct settings *settings)
{
	LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = settings->attach_flags);

	settings->link = bpf_link_create(program_fd(skel), iface->index, BPF_XDP,
					 &opts);
	return settings->link < 0 ? settings->link : 0;
}

/* The kernel refuses a second program: if two tools attach at the same time, one of
 * them fails.
 */
static int program_attach(struct tunnel *skel, const struct interface *iface,
			  struct settings *settings)
{
	libbpf_print_fn_t print = libbpf_set_print(NULL);
	int err;

	if (settings->hold)
		err = program_hold(skel, iface, settings);
	else
		err = bpf_xdp_attach(iface->index, program_fd(skel),
				     settings->attach_flags |
				     XDP_FLAGS_UPDATE_IF_NOEXIST, NULL);
	libbpf_set_print(print);
	return err ? attach_error(iface, settings, -err) : 0;
}

/* A dispatcher runs all its programs in one mode. */
static int plan_dispatcher(const struct interface *iface,
			   struct settings *settings,
			   const struct attached *found)
{
	bool generic = found->flags & XDP_FLAGS_SKB_MODE;

	settings->dispatcher = true;
	if (found->flags == settings->attach_flags)
		return 0;
	return fail(RXMETA_SYSTEM, "libxdp's dispatcher on %s runs in %s mode: '--mode %s'",
		    iface->name, generic ? "generic" : "native",
		    generic ? "generic" : "native");
}

/* The interface has no program, or a dispatcher that calls ours, too. */
static int check_free(const struct interface *iface, struct settings *settings)
{
	struct attached found;
	int code = 0;

	attached_find(iface, &found);
	if (found.what == ATTACHED_UNKNOWN)
		code = attached_refuse(iface, &found);
	else if (found.what == ATTACHED_FOREIGN && found.dispatcher)
		code = plan_dispatcher(iface, settings, &found);
	else if (found.what != ATTACHED_NOTHING)
		code = refuse_second(iface, &found);
	attached_close(&found);
	if (!code && settings->prio && !settings->dispatcher)
		code = fail(RXMETA_USAGE, "--prio is for a program below libxdp's dispatcher, and %s has none: add --dispatcher",
			    iface->name);
	return code;
}

/* What the program needs is there before it sees a packet. */
static int attach_alone(struct tunnel **skel, const struct interface *iface,
			struct settings *settings)
{
	int err;

	err = program_load(skel, settings) ?: ipsec_start(*skel, settings) ?:
	      target_fill(*skel, settings) ?: skb_hash_attach(*skel, settings);
	if (err)
		return err;
	err = program_attach(*skel, iface, settings);
	if (err)
		skb_hash_undo(*skel, settings);
	return err;
}

/* libxdp loads and attaches in one step, so packets pass until the target is there. */
static int attach_shared(struct tunnel **skel, const struct interface *iface,
			 struct settings *settings)
{
	int err;

	err = program_open_shared(skel, settings);
	if (!err && settings->hold)
		err = dispatcher_guard(iface, settings->attach_flags);
	err = err ?: dispatcher_join(*skel, iface, settings);
	if (err)
		return err;
	dispatcher_guard_tell(settings->prog_id);
	err = ipsec_start(*skel, settings) ?: target_fill(*skel, settings);
	if (err && !settings->hold)
		dispatcher_leave(iface, settings->attach_flags, settings->prog_id);
	return err;
}

/* What attach_plan() found for attach_planned(); settings->iface becomes its name */
static struct interface planned;

/**
 * attach_plan() - find out whether the program can be attached, and change nothing
 * @settings: command line; what attach_planned() needs is set
 *
 * Return: 0 or an exit code.
 */
int attach_plan(struct settings *settings)
{
	int err;

	err = check_settings(settings) ?: ipsec_check(settings) ?:
	      interface_need(settings->iface, &planned);
	if (err)
		return err;
	settings->iface = planned.name;
	settings->ifindex = planned.index;
	return check_free(&planned, settings) ?: target_plan(settings, &planned) ?:
	       skb_hash_plan(settings, &planned) ?: keep_plan(settings);
}

/**
 * attach_planned() - load the program, set its redirect target, and attach it
 * @settings: from attach_plan()
 *
 * Return: exit code. After a failure nothing is attached.
 */
int attach_planned(struct settings *settings)
{
	struct tunnel *skel = NULL;
	int err;

	err = settings->dispatcher ? attach_shared(&skel, &planned, settings) :
				     attach_alone(&skel, &planned, settings);
	ipsec_finish(skel, settings, err);
	tunnel__destroy(skel);
	if (err)
		dispatcher_guard_end();
	if (!err && settings->config.hash != TUNNEL_HASH_NONE &&
	    !settings->compat &&
	    !kernel_stores_hash())
		fputs("rxmeta: attached, but this kernel cannot store the hash; see 'rxmeta probe'\n",
		      stderr);
	if (!err && settings->json && !settings->hold)
		attached_print_json(settings, 0);
	return err;
}

/**
 * cmd_attach() - attach the program, which works until it is detached
 * @settings: command line
 *
 * Return: exit code.
 */
int cmd_attach(struct settings *settings)
{
	return attach_plan(settings) ?: attach_planned(settings);
}

static int detach_alone(const struct interface *iface,
			const struct attached *found)
{
	LIBBPF_OPTS(bpf_xdp_attach_opts, opts, .old_prog_fd = found->prog);
	libbpf_print_fn_t print = libbpf_set_print(NULL);
	int err;

	err = bpf_xdp_detach(iface->index, found->flags, &opts);
	libbpf_set_print(print);
	return err && !old_link_detach(found->prog_id) ?
	       fail(RXMETA_SYSTEM, "cannot detach from %s: %s", iface->name,
		    strerror(-err)) : 0;
}

static int program_detach(const struct interface *iface,
			  struct attached *found)
{
	int err;

	err = found->dispatcher ?
	      dispatcher_leave(iface, found->flags, found->prog_id) :
	      detach_alone(iface, found);
	if (err)
		return err;
	if (found->what == ATTACHED_OURS)
		err = skb_hash_detach(iface, found);
	ipsec_forget(found);
	return err;
}

static int detach_by_name(const struct settings *settings)
{
	struct interface iface;
	struct attached found;
	int code;

	if (interface_by_name(settings->iface, &iface) == -ENODEV &&
	    old_pins_remove())
		return RXMETA_OK;
	code = interface_need(settings->iface, &iface);
	if (code)
		return code;

	attached_find(&iface, &found);
	if (found.what == ATTACHED_OURS ||
	    found.what == ATTACHED_OTHER_VERSION)
		code = program_detach(&iface, &found);
	else if (found.what == ATTACHED_NOTHING && old_pins_remove())
		code = 0;
	else
		code = attached_refuse(&iface, &found);
	attached_close(&found);
	old_pins_remove();
	return code;
}

/**
 * cmd_detach() - undo cmd_attach()
 * @settings: command line
 *
 * Return: exit code.
 */
int cmd_detach(struct settings *settings)
{
	int code = detach_by_name(settings);

	if (!code && settings->json) {
		json_text("{", "iface", settings->iface);
		puts(",\"detached\":true}");
	}
	return code;
}
