// SPDX-License-Identifier: GPL-2.0
/*
 * attach and detach.
 */
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "rxmeta.h"
#include "toeplitz_key.h"
#include "tunnel.skel.h"

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

/* Load one of the two programs. Only the bound one may call the driver's readers, and
 * it runs on no other interface.
 */
static int program_try(struct tunnel **skel, const struct settings *settings)
{
	bool bound = settings->config.keep;
	struct tunnel *new = tunnel__open();
	int err;

	if (!new)
		return -errno;
	memcpy((void *)&new->rodata->config, &settings->config,
	       sizeof(settings->config));
	toeplitz_init((void *)&new->rodata->config.toeplitz, settings->key);
	bpf_map__set_max_entries(new->maps.tunnel_cpus,
				 libbpf_num_possible_cpus());

	bpf_program__set_autoload(new->progs.tunnel, !bound);
	bpf_program__set_autoload(new->progs.tunnel_bound, bound);
	bpf_program__set_ifindex(new->progs.tunnel_bound, settings->ifindex);
	bpf_program__set_flags(new->progs.tunnel_bound,
			       BPF_F_XDP_DEV_BOUND_ONLY | BPF_F_XDP_HAS_FRAGS);
	err = tunnel__load(new);
	if (err)
		tunnel__destroy(new);
	else
		*skel = new;
	return err;
}

/* A failure is no error here, so libbpf does not print the verifier's log. */
static int program_try_bound(struct tunnel **skel,
			     const struct settings *settings)
{
	libbpf_print_fn_t print = libbpf_set_print(NULL);
	int err = program_try(skel, settings);

	libbpf_set_print(print);
	return err;
}

static int program_load(struct tunnel **skel, struct settings *settings)
{
	int code, err = -EINVAL;

	if (settings->config.keep) {
		err = program_try_bound(skel, settings);
		code = err && err != -EPERM ? keep_nothing(settings, -err) : 0;
		if (code)
			return code;
	}
	if (err && err != -EPERM)
		err = program_try(skel, settings);
	if (err == -EPERM)
		return fail(RXMETA_SYSTEM, "may not load BPF programs: be root");
	if (err)
		return fail(RXMETA_SYSTEM, "the kernel does not take the program (%s): it must be 6.4 or later",
			    strerror(-err));
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

static int program_fd(const struct tunnel *skel)
{
	int fd = bpf_program__fd(skel->progs.tunnel_bound);

	return fd < 0 ? bpf_program__fd(skel->progs.tunnel) : fd;
}

/* The link is pinned last: from then on the program runs without us. */
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
 * config_read() - read how an attached program is to run
 * @iface: interface
 * @config: set
 *
 * Return: 0, or -1 with errno set; %ENOENT where nothing is attached.
 */
int config_read(const char *iface, struct tunnel_config *config)
{
	int err, fd = pin_get(iface, PIN_CONFIG);
	struct bpf_map_info info = { };
	__u32 len = sizeof(info), zero = 0;
	struct tunnel__rodata *data;

	if (fd < 0)
		return -1;
	err = bpf_map_get_info_by_fd(fd, &info, &len);
	data = calloc(1, info.value_size ?: 1);
	if (!err && (!data || info.value_size < sizeof(*data))) {
		errno = EPROTO;
		err = -1;
	}
	err = err ?: bpf_map_lookup_elem(fd, &zero, data);
	if (!err)
		memcpy(config, &data->config, sizeof(*config));
	free(data);
	close(fd);
	return err ? -1 : 0;
}

/**
 * cmd_attach - load the program, point it at its target, and attach it
 * @settings: command line
 *
 * Return: exit code; after a failure nothing is left behind.
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
 * cmd_detach - undo cmd_attach()
 * @settings: command line
 *
 * The link is detached by hand. Dropping its last pin would do it too, but at
 * some later time, and a new program could not be attached until then.
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
		return fail(RXMETA_SYSTEM, "cannot open what is attached to %s: %s",
			    settings->iface, strerror(errno));

	bpf_link_detach(fd);
	close(fd);
	pin_remove(settings->iface);
	return RXMETA_OK;
}
