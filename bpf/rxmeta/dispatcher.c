// SPDX-License-Identifier: GPL-2.0
/*
 * libxdp's dispatcher, as the kernel has it: an XDP program that calls up to ten others. Each
 * of these replaces one of its functions, and a link holds it there. So the links say what
 * is below a dispatcher, in any mount namespace, while libxdp's pins are files.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <xdp/prog_dispatcher.h>

#include "bpf_links.h"
#include "dispatcher.h"

#define DISPATCHER_NAME	"xdp_dispatcher"

static bool has_magic(__u32 map_id)
{
	struct xdp_dispatcher_config config = { };
	struct bpf_map_info info = { };
	__u32 zero = 0, len = sizeof(info);
	int fd = bpf_map_get_fd_by_id(map_id);
	bool has;

	if (fd < 0)
		return false;
	has = !bpf_map_get_info_by_fd(fd, &info, &len) &&
	      info.value_size == sizeof(config) &&
	      !bpf_map_lookup_elem(fd, &zero, &config) &&
	      config.magic == XDP_DISPATCHER_MAGIC;
	close(fd);
	return has;
}

/**
 * dispatcher_is() - tell whether an XDP program is libxdp's dispatcher
 * @prog: file descriptor of the program
 *
 * Its configuration says so, which is its only map.
 */
bool dispatcher_is(int prog)
{
	__u32 map_id = 0, len;
	struct bpf_prog_info info = {
		.map_ids = (unsigned long)&map_id, .nr_map_ids = 1,
	};

	len = sizeof(info);
	return !bpf_prog_get_info_by_fd(prog, &info, &len) &&
	       !strcmp(info.name, DISPATCHER_NAME) && info.nr_map_ids == 1 &&
	       has_magic(map_id);
}

/**
 * dispatcher_next() - find the next program below a dispatcher
 * @dispatcher: number of the dispatcher
 * @link: number of the link before, or 0; set to that of the program
 *
 * Return: number of the program, or 0 if there is no other.
 */
__u32 dispatcher_next(__u32 dispatcher, __u32 *link)
{
	struct bpf_link_info info;

	while (bpf_link_next(link, &info))
		if (info.type == BPF_LINK_TYPE_TRACING &&
		    info.tracing.target_obj_id == dispatcher)
			return info.prog_id;
	return 0;
}

static void add_name(__u32 prog_id, char *names)
{
	struct bpf_prog_info info = { };
	__u32 len = sizeof(info);
	size_t at = strlen(names);
	int fd = bpf_prog_get_fd_by_id(prog_id);

	if (fd < 0)
		return;
	if (!bpf_prog_get_info_by_fd(fd, &info, &len))
		snprintf(names + at, DISPATCHER_NAMES - at, "%s'%s'",
			 at ? ", " : "", info.name);
	close(fd);
}

/**
 * dispatcher_names() - list the programs below a dispatcher, for people
 * @dispatcher: its number
 * @names: %DISPATCHER_NAMES bytes, filled in
 *
 * Return: @names.
 */
const char *dispatcher_names(__u32 dispatcher, char *names)
{
	__u32 prog, link = 0;

	*names = '\0';
	while ((prog = dispatcher_next(dispatcher, &link)))
		add_name(prog, names);
	return names;
}
