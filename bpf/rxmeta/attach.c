// SPDX-License-Identifier: GPL-2.0
/*
 * attach and detach. What stays behind after attach are two pins, the link and
 * the counters, in a directory named after the interface.
 */
#include <errno.h>
#include <net/if.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "rxmeta.h"
#include "toeplitz_key.h"
#include "tunnel.skel.h"

#define PIN_ROOT	"/sys/fs/bpf/rxmeta"
#define CPU_QUEUE	2048

void pin_path(char *path, size_t len, const char *iface, const char *name)
{
	snprintf(path, len, PIN_ROOT "/%s%s%s", iface, name ? "/" : "",
		 name ?: "");
}

static int pin_open_dir(const char *iface)
{
	char path[256];

	if (mkdir(PIN_ROOT, 0700) && errno != EEXIST)
		return fail(RXMETA_SYSTEM, "cannot make " PIN_ROOT " (%s): be root, and 'mount -t bpf bpf /sys/fs/bpf'",
			    strerror(errno));

	pin_path(path, sizeof(path), iface, NULL);
	if (!mkdir(path, 0700))
		return 0;
	if (errno == EEXIST)
		return fail(RXMETA_SYSTEM, "%s is attached already; 'rxmeta detach %s' first",
			    iface, iface);
	return fail(RXMETA_SYSTEM, "cannot make %s: %s", path, strerror(errno));
}

static void pin_remove(const char *iface)
{
	char path[256];

	pin_path(path, sizeof(path), iface, "link");
	unlink(path);
	pin_path(path, sizeof(path), iface, "stats");
	unlink(path);
	pin_path(path, sizeof(path), iface, NULL);
	rmdir(path);
}

static int pin(int fd, const char *iface, const char *name)
{
	char path[256];

	pin_path(path, sizeof(path), iface, name);
	if (!bpf_obj_pin(fd, path))
		return 0;
	if (errno == EINVAL)
		return fail(RXMETA_SYSTEM, "cannot pin %s: 'mount -t bpf bpf /sys/fs/bpf' first",
			    path);
	return fail(RXMETA_SYSTEM, "cannot pin %s: %s", path, strerror(errno));
}

static int check_settings(const struct settings *settings)
{
	const struct tunnel_config *config = &settings->config;
	__u32 i;

	if (settings->targets != 1)
		return fail(RXMETA_USAGE, "attach wants one of --to DEV, --cpus LIST and --pass");
	if (!if_nametoindex(settings->iface))
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

static int program_load(struct tunnel *skel, const struct settings *settings)
{
	int err;

	memcpy((void *)&skel->rodata->config, &settings->config,
	       sizeof(settings->config));
	toeplitz_init((void *)&skel->rodata->config.toeplitz, settings->key);
	bpf_map__set_max_entries(skel->maps.tunnel_cpus,
				 libbpf_num_possible_cpus());

	err = tunnel__load(skel);
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

/* The link is pinned last: from then on the program runs without us. */
static int program_attach(struct tunnel *skel, const struct settings *settings)
{
	LIBBPF_OPTS(bpf_link_create_opts, opts,
		    .flags = settings->attach_flags);
	int err, fd;

	err = pin(bpf_map__fd(skel->maps.tunnel_stats), settings->iface,
		  "stats");
	if (err)
		return err;

	fd = bpf_link_create(bpf_program__fd(skel->progs.tunnel),
			     if_nametoindex(settings->iface), BPF_XDP, &opts);
	if (fd < 0)
		return link_error(settings, errno);
	err = pin(fd, settings->iface, "link");
	close(fd);
	return err;
}

/**
 * cmd_attach - load the program, point it at its target, and attach it
 * @settings: command line
 *
 * Return: exit code; after a failure nothing is left behind.
 */
int cmd_attach(struct settings *settings)
{
	struct tunnel *skel;
	int err;

	err = check_settings(settings);
	if (err)
		return err;
	err = pin_open_dir(settings->iface);
	if (err)
		return err;

	skel = tunnel__open();
	if (!skel) {
		err = fail(RXMETA_SYSTEM, "cannot open the program: %s",
			   strerror(errno));
		goto remove;
	}

	err = program_load(skel, settings) ?:
	      target_fill(skel, settings) ?:
	      program_attach(skel, settings);
	tunnel__destroy(skel);
	if (!err && settings->config.hash != TUNNEL_HASH_NONE &&
	    !kernel_stores_hash())
		fputs("rxmeta: attached, but this kernel cannot store the hash; see 'rxmeta probe'\n",
		      stderr);
remove:
	if (err)
		pin_remove(settings->iface);
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
	char path[256];
	int fd;

	pin_path(path, sizeof(path), settings->iface, "link");
	fd = bpf_obj_get(path);
	if (fd < 0 && errno == ENOENT)
		return fail(RXMETA_SYSTEM, "nothing is attached to %s",
			    settings->iface);
	if (fd < 0)
		return fail(RXMETA_SYSTEM, "cannot open %s: %s", path,
			    strerror(errno));

	bpf_link_detach(fd);
	close(fd);
	pin_remove(settings->iface);
	return RXMETA_OK;
}
