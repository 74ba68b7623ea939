// SPDX-License-Identifier: GPL-2.0
/* The loader of the tunnel program. */
#include <errno.h>
#include <string.h>

#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "fail.h"
#include "kept_values.h"
#include "program.h"
#include "bpf/toeplitz_key.h"
#include "bpf/tunnel/tunnel.skel.h"

/* What only --ipsec needs is not asked of a kernel that may lack it. */
static void ipsec_choose(struct tunnel *skel, bool wanted)
{
	bpf_program__set_autoload(skel->progs.ipsec_set, wanted);
	bpf_map__set_autocreate(skel->maps.ipsec_sas, wanted);
	bpf_map__set_autocreate(skel->maps.ipsec_index, wanted);
	bpf_map__set_autocreate(skel->maps.ipsec_scratch, wanted);
}

/* Open one of the three programs. Only the bound one may call the driver's readers. It
 * runs on no other interface.
 */
static struct tunnel *program_open(const struct settings *settings, bool bound)
{
	bool carries = settings->config.tc == TUNNEL_TC_ON;
	struct tunnel *new = tunnel__open();

	if (!new)
		return NULL;
	memcpy((void *)&new->rodata->config, &settings->config,
	       sizeof(settings->config));
	toeplitz_init((void *)&new->rodata->config.toeplitz, settings->key);
	bpf_map__set_max_entries(new->maps.tunnel_cpus,
				 libbpf_num_possible_cpus());

	ipsec_choose(new, settings->ipsec);
	bpf_program__set_autoload(new->progs.tunnel_cpu,
				  settings->config.target == TUNNEL_TO_CPUS_DEV);
	bpf_program__set_autoload(new->progs.tunnel_skb, carries);
	bpf_program__set_autoload(new->progs.tunnel, !bound && !carries);
	bpf_program__set_autoload(new->progs.tunnel_meta, !bound && carries);
	bpf_program__set_autoload(new->progs.tunnel_bound, bound);
	bpf_program__set_ifindex(new->progs.tunnel_bound, settings->ifindex);
	bpf_program__set_flags(new->progs.tunnel_bound,
			       BPF_F_XDP_DEV_BOUND_ONLY | BPF_F_XDP_HAS_FRAGS);
	return new;
}

static int program_try(struct tunnel **skel, const struct settings *settings)
{
	struct tunnel *new = program_open(settings, settings->config.keep);
	int err;

	if (!new)
		return -errno;
	/* All programs that use a map for redirects take fragments, or none does. */
	bpf_program__set_flags(new->progs.tunnel_cpu, BPF_F_XDP_HAS_FRAGS);
	err = tunnel__load(new);
	if (err)
		tunnel__destroy(new);
	else
		*skel = new;
	return err;
}

/* Another attempt follows, or the reason is known: keep libbpf from printing its log. */
static int program_try_quietly(struct tunnel **skel,
			       const struct settings *settings)
{
	libbpf_print_fn_t print = libbpf_set_print(NULL);
	int err = program_try(skel, settings);

	libbpf_set_print(print);
	return err;
}

/**
 * program_load() - load the program that the settings need
 * @skel: set to the loaded program
 * @settings: command line; keep_nothing() changes it if the program cannot be bound
 *
 * Return: 0 or an exit code.
 */
int program_load(struct tunnel **skel, struct settings *settings)
{
	int code, err = program_try_quietly(skel, settings);

	if (settings->config.keep) {
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

/**
 * program_open_shared() - open the program that libxdp loads and attaches
 * @skel: set to the program
 * @settings: command line
 *
 * The flag for fragments is that of the dispatcher.
 *
 * Return: 0 or an exit code.
 */
int program_open_shared(struct tunnel **skel, const struct settings *settings)
{
	*skel = program_open(settings, false);
	return *skel ? 0 : fail(RXMETA_SYSTEM, "cannot open the program: %s",
				strerror(errno));
}

/**
 * program_load_set() - load the program that sets an SA, for a map that is there
 * @sas: file descriptor of map ipsec_sas, as this version of the tool makes it
 *
 * Return: the loaded program, or %NULL.
 */
struct tunnel *program_load_set(int sas)
{
	libbpf_print_fn_t print = libbpf_set_print(NULL);
	struct tunnel *new = tunnel__open();
	struct bpf_program *prog;
	struct bpf_map *map;

	if (new) {
		bpf_object__for_each_program(prog, new->obj)
			bpf_program__set_autoload(prog, prog == new->progs.ipsec_set);
		bpf_object__for_each_map(map, new->obj)
			bpf_map__set_autocreate(map, bpf_map__is_internal(map) ||
						     map == new->maps.ipsec_sas);
		if (bpf_map__reuse_fd(new->maps.ipsec_sas, sas) ||
		    tunnel__load(new)) {
			tunnel__destroy(new);
			new = NULL;
		}
	}
	libbpf_set_print(print);
	return new;
}

/**
 * program_fd() - get the program that was loaded
 * @skel: from program_load()
 *
 * Return: its file descriptor.
 */
int program_fd(const struct tunnel *skel)
{
	int fd = bpf_program__fd(skel->progs.tunnel_bound);

	if (fd < 0)
		fd = bpf_program__fd(skel->progs.tunnel_meta);
	return fd < 0 ? bpf_program__fd(skel->progs.tunnel) : fd;
}
