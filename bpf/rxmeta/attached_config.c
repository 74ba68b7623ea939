// SPDX-License-Identifier: GPL-2.0
/* The configuration of an attached program, from its pinned read-only data. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>

#include "attached_config.h"
#include "pin.h"
#include "bpf/tunnel.h"
#include "bpf/tunnel.skel.h"

/**
 * config_read() - read the configuration of an attached program
 * @iface: interface
 * @config: filled in
 *
 * Return: 0, or -1 with errno set: %ENOENT if nothing is attached.
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
