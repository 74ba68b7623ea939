// SPDX-License-Identifier: GPL-2.0
/* The commands attach and detach. */
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "subcommands.h"
#include "fail.h"
#include "kept_values.h"
#include "pin.h"
#include "probe.h"
#include "program.h"
#include "settings.h"
#include "bpf/tunnel.skel.h"

#define CPU_QUEUE	2048

static int check_settings(struct settings *settings)
{
	const struct tunnel_config *config = &settings->config;
	__u32 i;

	if (settings->targets != 1)
		return fail(RXMETA_USAGE, "attach wants one of --to DEV, --cpus LIST and --pass");
	if (settings->keep_named && config->hash != TUNNEL_HASH_NONE &&
	    settings->keep & 1u << TUNNEL_KEEP_HASH)
		return fail(RXMETA_USAGE, "--keep hash is for --hash none: a packet has one hash");
	settings->ifindex = if_nametoindex(settings->iface);
	if (!settings->ifindex)
		return fail(RXMETA_SYSTEM, "there is no interface %s here; 'ip link' lists them",
			    settings->iface);
	if (settings->to && !if_nametoindex(settings->to))
		return fail(RXMETA_SYSTEM, "there is no interface %s here; 'ip link' lists them",
			    settings->to);

	for (i = 0; i < config->cpus; i++)
		if (config->cpu[i] >= libbpf_num_possible_cpus())
			return fail(RXMETA_USAGE, "there is no CPU %u; the last is %d",
				    config->cpu[i],
				    libbpf_num_possible_cpus() - 1);
	return 0;
}

static int target_fill(struct tunnel *skel, const struct settings *settings)
{
	const struct tunnel_config *config = &settings->config;
	struct bpf_cpumap_val cpu = { .qsize = CPU_QUEUE };
	__u32 ifindex, i, zero = 0;

	if (config->target == TUNNEL_TO_DEV) {
		ifindex = if_nametoindex(settings->to);
		if (bpf_map__update_elem(skel->maps.tunnel_dev, &zero,
					 sizeof(zero), &ifindex,
					 sizeof(ifindex), BPF_ANY))
			return fail(RXMETA_SYSTEM, "cannot redirect to %s: %s",
				    settings->to, strerror(errno));
	}

	for (i = 0; i < config->cpus; i++)
		if (bpf_map__update_elem(skel->maps.tunnel_cpus,
					 &config->cpu[i], sizeof(__u32), &cpu,
					 sizeof(cpu), BPF_ANY))
			return fail(RXMETA_SYSTEM, "cannot redirect to CPU %u: %s",
				    config->cpu[i], strerror(errno));
	return 0;
}

static int link_error(const struct settings *settings, int err)
{
	bool native = settings->attach_flags & XDP_FLAGS_DRV_MODE;

	switch (err) {
	case EBUSY:
	case EEXIST:
		return fail(RXMETA_SYSTEM, "%s has an XDP program already; 'ip link set %s xdp off' if it may go",
			    settings->iface, settings->iface);
	case EOPNOTSUPP:
		return fail(RXMETA_SYSTEM, "the driver of %s has no XDP%s",
			    settings->iface,
			    native ? "; --mode generic works everywhere" : "");
	default:
		return fail(RXMETA_SYSTEM, "cannot attach to %s: %s; the kernel's log may say why%s",
			    settings->iface, strerror(err),
			    native ? ", and --mode generic asks less" : "");
	}
}

/* Pin the link last: from then on the program runs without this process. */
static int program_attach(struct tunnel *skel, const struct settings *settings)
{
	LIBBPF_OPTS(bpf_link_create_opts, opts,
		    .flags = settings->attach_flags);
	int err, fd;

	err = pin_add(bpf_map__fd(skel->maps.tunnel_stats), settings->iface,
		      PIN_STATS) ?:
	      pin_add(bpf_map__fd(skel->maps.rodata), settings->iface,
		      PIN_CONFIG);
	if (err)
		return err;

	fd = bpf_link_create(program_fd(skel), settings->ifindex, BPF_XDP,
			     &opts);
	if (fd < 0)
		return link_error(settings, errno);
	err = pin_add(fd, settings->iface, PIN_LINK);
	close(fd);
	return err;
}

/**
 * cmd_attach() - load the program, set its redirect target, and attach it
 * @settings: command line
 *
 * Return: exit code. After a failure nothing is attached or pinned.
 */
int cmd_attach(struct settings *settings)
{
	struct tunnel *skel = NULL;
	int err;

	err = check_settings(settings) ?: keep_plan(settings) ?:
	      pin_open_dir(settings->iface);
	if (err)
		return err;

	err = program_load(&skel, settings) ?: target_fill(skel, settings) ?:
	      program_attach(skel, settings);
	tunnel__destroy(skel);
	if (err)
		pin_remove(settings->iface);
	else if (settings->config.hash != TUNNEL_HASH_NONE &&
		 !kernel_stores_hash())
		fputs("rxmeta: attached, but this kernel cannot store the hash; see 'rxmeta probe'\n",
		      stderr);
	return err;
}

/**
 * cmd_detach() - undo cmd_attach()
 * @settings: command line
 *
 * Detach the link explicitly. Without its last pin it would be detached too, but at
 * a later time, and until then no new program could be attached.
 *
 * Return: exit code.
 */
int cmd_detach(struct settings *settings)
{
	int fd = pin_get(settings->iface, PIN_LINK);

	if (fd < 0 && errno == ENOENT)
		return fail(RXMETA_SYSTEM, "nothing is attached to %s",
			    settings->iface);
	if (fd < 0)
		return fail(RXMETA_SYSTEM, "cannot open the link of %s: %s",
			    settings->iface, strerror(errno));

	bpf_link_detach(fd);
	close(fd);
	pin_remove(settings->iface);
	return RXMETA_OK;
}
