// SPDX-License-Identifier: GPL-2.0
/* All BPF links that the kernel has. */
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>

#include "bpf_links.h"

/**
 * bpf_link_next() - find the next link
 * @id: number of the one before, or 0; set to that of the link
 * @info: filled in
 *
 * Return: false if there is no other.
 */
bool bpf_link_next(__u32 *id, struct bpf_link_info *info)
{
	__u32 len;
	bool ok;
	int fd;

	while (!bpf_link_get_next_id(*id, id)) {
		memset(info, 0, sizeof(*info));
		len = sizeof(*info);
		fd = bpf_link_get_fd_by_id(*id);
		if (fd < 0)
			continue;
		ok = !bpf_link_get_info_by_fd(fd, info, &len);
		close(fd);
		if (ok)
			return true;
	}
	return false;
}
