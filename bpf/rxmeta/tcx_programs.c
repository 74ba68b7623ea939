// SPDX-License-Identifier: GPL-2.0
/*
 * Our tc programs on an interface, as the kernel has them. Each shares the map of counters
 * with its XDP program, and no other program does.
 */
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "netns_visit.h"
#include "tcx_programs.h"

#define NAME		"tunnel_skb"
#define TCX_MAX		64	/* programs of an interface */
#define MAPS_MAX	16

/**
 * tcx_is_there() - tell whether the kernel has tcx
 * @index: interface in the network namespace of this process
 */
bool tcx_is_there(__u32 index)
{
	LIBBPF_OPTS(bpf_prog_query_opts, query);

	return !bpf_prog_query_opts(index, BPF_TCX_INGRESS, &query);
}

static __u32 map_id(int fd)
{
	struct bpf_map_info info = { };
	__u32 len = sizeof(info);

	return bpf_map_get_info_by_fd(fd, &info, &len) ? 0 : info.id;
}

/* Return: number of maps of a program, with their numbers in @ids. */
static __u32 program_maps(int prog, __u32 *ids, struct bpf_prog_info *info)
{
	__u32 len = sizeof(*info);

	memset(info, 0, sizeof(*info));
	info->map_ids = (unsigned long)ids;
	info->nr_map_ids = MAPS_MAX;
	if (bpf_prog_get_info_by_fd(prog, info, &len))
		return 0;
	return info->nr_map_ids < MAPS_MAX ? info->nr_map_ids : MAPS_MAX;
}

static bool has_map(int prog, __u32 id)
{
	struct bpf_prog_info info;
	__u32 ids[MAPS_MAX], n, i;

	n = program_maps(prog, ids, &info);
	for (i = 0; i < n; i++)
		if (ids[i] == id)
			return true;
	return false;
}

static bool is_ours(int prog)
{
	struct bpf_prog_info info;
	__u32 ids[MAPS_MAX];

	program_maps(prog, ids, &info);
	return !strcmp(info.name, NAME);
}

/* Return: number of tc programs of an interface, with their numbers in @ids. */
static __u32 list(__u32 index, __u32 *ids)
{
	LIBBPF_OPTS(bpf_prog_query_opts, query, .prog_ids = ids, .count = TCX_MAX);

	if (bpf_prog_query_opts(index, BPF_TCX_INGRESS, &query))
		return 0;
	return query.count < TCX_MAX ? query.count : TCX_MAX;
}

/**
 * tcx_find() - find the tc program of an XDP program
 * @index: interface
 * @nsid: number of its network namespace, or %OWN_NAMESPACE
 * @map: file descriptor of the map of counters
 *
 * Return: file descriptor of the tc program, or -1.
 */
int tcx_find(__u32 index, int nsid, int map)
{
	__u32 ids[TCX_MAX], i, n, id = map_id(map);
	struct netns_visit visit;
	int fd;

	if (netns_enter(&visit, nsid))
		return -1;
	n = list(index, ids);
	netns_leave(&visit);
	for (i = 0; i < n; i++) {
		fd = bpf_prog_get_fd_by_id(ids[i]);
		if (fd >= 0 && is_ours(fd) && has_map(fd, id))
			return fd;
		if (fd >= 0)
			close(fd);
	}
	return -1;
}

/**
 * tcx_detach() - detach a tc program
 * @prog: its file descriptor
 * @index: interface
 * @nsid: number of its network namespace, or %OWN_NAMESPACE
 *
 * Return: 0 or -errno: -EBUSY if a link holds it.
 */
int tcx_detach(int prog, __u32 index, int nsid)
{
	struct netns_visit visit;
	int err = netns_enter(&visit, nsid);

	if (err)
		return err;
	err = bpf_prog_detach_opts(prog, index, BPF_TCX_INGRESS, NULL);
	netns_leave(&visit);
	return err;
}

/* Return: true if an XDP program shares a map with this one. */
static bool is_needed(int prog)
{
	__u32 ids[MAPS_MAX], n, i, id = 0;
	struct bpf_prog_info info;
	bool found;
	int fd;

	n = program_maps(prog, ids, &info);
	found = !n;
	while (!found && !bpf_prog_get_next_id(id, &id)) {
		__u32 none[MAPS_MAX];

		fd = bpf_prog_get_fd_by_id(id);
		if (fd < 0)
			continue;
		program_maps(fd, none, &info);
		for (i = 0; info.type == BPF_PROG_TYPE_XDP && i < n; i++)
			found |= has_map(fd, ids[i]);
		close(fd);
	}
	return found;
}

/**
 * tcx_sweep() - detach our tc programs whose XDP program is gone with its interface
 * @index: interface in the network namespace of this process
 */
void tcx_sweep(__u32 index)
{
	__u32 ids[TCX_MAX], i, n = list(index, ids);
	int fd;

	for (i = 0; i < n; i++) {
		fd = bpf_prog_get_fd_by_id(ids[i]);
		if (fd < 0)
			continue;
		if (is_ours(fd) && !is_needed(fd))
			bpf_prog_detach_opts(fd, index, BPF_TCX_INGRESS, NULL);
		close(fd);
	}
}
