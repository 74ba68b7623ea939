// SPDX-License-Identifier: GPL-2.0
/*
 * The program that is attached to an interface, as the kernel has it. The tool keeps
 * no record of its own, in bpffs or elsewhere. So nothing can become untrue when an
 * interface is renamed, moved or removed, and no mount is needed.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "attached_program.h"
#include "dispatcher.h"
#include "fail.h"
#include "interface.h"
#include "bpf/tunnel/tunnel.skel.h"

#define MAPS_MAX	16
#define TRIES		5

static void take_map(struct attached *found, int fd)
{
	struct bpf_map_info info = { };
	__u32 len = sizeof(info);
	int *slot = NULL;

	if (!bpf_map_get_info_by_fd(fd, &info, &len)) {
		if (!strcmp(info.name, "tunnel_stats") &&
		    info.value_size == sizeof(struct tunnel_stats))
			slot = &found->stats;
		else if (!strcmp(info.name, "tunnel.rodata") &&
			 info.value_size == sizeof(struct tunnel__rodata))
			slot = &found->data;
		else if (!strcmp(info.name, "tunnel_dev"))
			slot = &found->dev;
		else if (!strcmp(info.name, "ipsec_sas"))
			slot = &found->sas;
		else if (!strcmp(info.name, "ipsec_index"))
			slot = &found->index;
	}
	if (slot && *slot < 0)
		*slot = fd;
	else
		close(fd);
}

static void take_maps(struct attached *found)
{
	__u32 ids[MAPS_MAX], len, i;
	struct bpf_prog_info info = {
		.map_ids = (unsigned long)ids, .nr_map_ids = MAPS_MAX,
	};
	int fd;

	len = sizeof(info);
	if (bpf_prog_get_info_by_fd(found->prog, &info, &len)) {
		found->what = ATTACHED_UNKNOWN;
		return;
	}
	memcpy(found->name, info.name, sizeof(found->name));
	if (strcmp(info.name, "tunnel") && strcmp(info.name, "tunnel_meta") &&
	    strcmp(info.name, "tunnel_bound")) {
		found->what = ATTACHED_FOREIGN;
		return;
	}

	for (i = 0; i < info.nr_map_ids && i < MAPS_MAX; i++) {
		fd = bpf_map_get_fd_by_id(ids[i]);
		if (fd >= 0)
			take_map(found, fd);
	}
	found->what = found->stats >= 0 && found->data >= 0 ? ATTACHED_OURS :
		      ATTACHED_OTHER_VERSION;
}

static void begin(struct attached *found)
{
	memset(found, 0, sizeof(*found));
	found->prog = found->stats = found->data = found->dev =
		found->sas = found->index = -1;
}

/* Return: number of the XDP program of an interface, 0 for none, or -1 with errno set. */
static long ask(const struct interface *iface, __u32 *flags)
{
	LIBBPF_OPTS(bpf_xdp_query_opts, query);
	int err = bpf_xdp_query(iface->index, 0, &query);

	if (err) {
		errno = -err;
		return -1;
	}
	*flags = query.skb_prog_id ? XDP_FLAGS_SKB_MODE : XDP_FLAGS_DRV_MODE;
	return query.drv_prog_id ?: query.skb_prog_id ?: query.prog_id;
}

/**
 * attached_find_id() - find out what a program is
 * @prog_id: its number
 * @found: filled in, but for the flags; attached_close() frees it
 */
void attached_find_id(__u32 prog_id, struct attached *found)
{
	begin(found);
	found->prog_id = prog_id;
	found->prog = bpf_prog_get_fd_by_id(prog_id);
	if (found->prog < 0)
		found->what = ATTACHED_UNKNOWN;
	else
		take_maps(found);
}

static bool is_ours(const struct attached *found)
{
	return found->what == ATTACHED_OURS ||
	       found->what == ATTACHED_OTHER_VERSION;
}

/* A dispatcher calls other programs, of which one may be ours. */
static void look_below(struct attached *found)
{
	struct attached below;
	__u32 id, link = 0;

	if (found->what != ATTACHED_FOREIGN || !dispatcher_is(found->prog))
		return;
	found->dispatcher = found->prog_id;
	while ((id = dispatcher_next(found->dispatcher, &link))) {
		attached_find_id(id, &below);
		if (is_ours(&below)) {
			below.dispatcher = found->dispatcher;
			attached_close(found);
			*found = below;
			return;
		}
		attached_close(&below);
	}
}

/* Return: false if the dispatcher was replaced meanwhile, and so the links of its programs */
static bool find_once(const struct interface *iface, struct attached *found)
{
	__u32 flags = 0, after;
	long id = ask(iface, &flags);

	if (id <= 0) {
		begin(found);
		found->what = id ? ATTACHED_UNKNOWN : ATTACHED_NOTHING;
		return true;
	}
	attached_find_id(id, found);
	look_below(found);
	found->flags = flags;
	return found->what != ATTACHED_FOREIGN || ask(iface, &after) == id;
}

/**
 * attached_find() - find the XDP program of an interface
 * @iface: interface
 * @found: filled in; attached_close() frees it
 *
 * It is ours also if libxdp's dispatcher calls it.
 */
void attached_find(const struct interface *iface, struct attached *found)
{
	int i;

	for (i = 1; !find_once(iface, found) && i < TRIES; i++)
		attached_close(found);
}

/**
 * attached_close() - free what attached_find() has opened
 * @found: its result
 */
void attached_close(struct attached *found)
{
	int *fds[] = { &found->prog, &found->stats, &found->data, &found->dev,
			&found->sas, &found->index };
	int i;

	for (i = 0; i < 6; i++) {
		if (*fds[i] >= 0)
			close(*fds[i]);
		*fds[i] = -1;
	}
}

/**
 * attached_refuse() - say that the tunnel program is not there, and what is
 * @iface: interface
 * @found: other than %ATTACHED_OURS
 *
 * Return: exit code.
 */
int attached_refuse(const struct interface *iface, const struct attached *found)
{
	char names[DISPATCHER_NAMES];

	switch (found->what) {
	case ATTACHED_NOTHING:
		return fail(RXMETA_SYSTEM, "nothing is attached to %s; a program ends when its interface is removed or loses its driver",
			    iface->name);
	case ATTACHED_FOREIGN:
		if (found->dispatcher)
			return fail(RXMETA_SYSTEM, "nothing of rxmeta is attached to %s: its XDP program is libxdp's dispatcher (number %u) with %s",
				    iface->name, found->dispatcher,
				    dispatcher_names(found->dispatcher, names));
		return fail(RXMETA_SYSTEM, "nothing of rxmeta is attached to %s: its XDP program is '%s' (number %u)",
			    iface->name, found->name, found->prog_id);
	case ATTACHED_OTHER_VERSION:
		return fail(RXMETA_SYSTEM, "another version of rxmeta is attached to %s: 'rxmeta detach %s', then attach again",
			    iface->name, iface->name);
	default:
		return fail(RXMETA_SYSTEM, "cannot ask for the XDP program of %s: %s%s",
			    iface->name, strerror(errno),
			    errno == EPERM ? "; be root" : "");
	}
}

/**
 * attached_config() - read the configuration of an attached program
 * @found: %ATTACHED_OURS
 * @config: filled in
 *
 * Return: 0, or -1 with errno set.
 */
int attached_config(const struct attached *found, struct tunnel_config *config)
{
	struct tunnel__rodata *data = calloc(1, sizeof(*data));
	__u32 zero = 0;
	int err;

	if (!data)
		return -1;
	err = bpf_map_lookup_elem(found->data, &zero, data);
	if (!err)
		memcpy(config, &data->config, sizeof(*config));
	free(data);
	return err ? -1 : 0;
}

/**
 * attached_target() - find the interface that an attached program redirects to
 * @found: %ATTACHED_OURS
 *
 * Return: its index, or 0 if it is gone or in another namespace.
 */
__u32 attached_target(const struct attached *found)
{
	__u32 zero = 0, ifindex = 0;

	if (found->dev < 0 ||
	    bpf_map_lookup_elem(found->dev, &zero, &ifindex))
		return 0;
	return ifindex;
}
