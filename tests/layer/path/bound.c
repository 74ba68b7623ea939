// SPDX-License-Identifier: GPL-2.0
/* Device-bound programs, which may call the readers of a driver. */
#include <errno.h>
#include <string.h>
#include <linux/bpf.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "bound.h"
#include "path.h"
#include "tests/lib/net.h"
#include "tests/layer/path/bound.skel.h"

#define READERS_MAX	4

static struct {
	const char *dev;
	struct bound *bpf;
	bool linear;
} readers[READERS_MAX];

static int bound_load(struct bound *reader, const char *dev, bool linear)
{
	const __u32 flags = BPF_F_XDP_DEV_BOUND_ONLY |
			    (linear ? 0 : BPF_F_XDP_HAS_FRAGS);
	struct bpf_program *prog;
	int err;

	err = bpf_map__reuse_fd(reader->maps.data_test,
				bpf_map__fd(path_bpf->maps.data_test));
	/* The map holds programs that take fragments, and so refuses others. */
	if (!linear)
		err = err ?: bpf_map__reuse_fd(reader->maps.cpumap,
					bpf_map__fd(path_bpf->maps.cpumap));
	bpf_object__for_each_program(prog, reader->obj) {
		bpf_program__set_ifindex(prog, net_index(dev));
		err = err ?: bpf_program__set_flags(prog, flags);
	}
	return err ?: bound__load(reader);
}

static int bound_open(const char *dev, bool linear)
{
	struct bound *reader = bound__open();
	int i = 0, err;

	if (!reader)
		return -errno;
	err = bound_load(reader, dev, linear);
	if (err) {
		net_say("readers of %s do not load: %s", dev, strerror(-err));
		return err;
	}
	while (readers[i].dev)
		i++;
	readers[i].dev = dev;
	readers[i].bpf = reader;
	readers[i].linear = linear;
	return 0;
}

/**
 * path_open_reader() - load device-bound programs for BOUND()
 * @dev: device, after path_open()
 *
 * They share their lists of operations with the other programs.
 *
 * Return: 0 or -errno.
 */
int path_open_reader(const char *dev)
{
	return bound_open(dev, false);
}

/* As path_open_reader(), for BOUND_LINEAR() */
int path_open_linear_reader(const char *dev)
{
	return bound_open(dev, true);
}

/**
 * bound_fd() - find the device-bound program of a position
 * @dev: device
 * @n: position in the chain
 * @linear: from path_open_linear_reader(), not path_open_reader()
 *
 * Return: its file descriptor, or -ENOENT.
 */
int bound_fd(const char *dev, unsigned int n, bool linear)
{
	const struct bound *reader;
	int i = 0;

	while (i < READERS_MAX && readers[i].dev &&
	       (strcmp(readers[i].dev, dev) ||
		readers[i].linear != linear))
		i++;
	if (i == READERS_MAX || !readers[i].dev)
		return -ENOENT;
	reader = readers[i].bpf;

	struct bpf_program *const progs[] = {
		reader->progs.prog0_bound, reader->progs.prog1_bound,
		reader->progs.prog2_bound,
	};

	return bpf_program__fd(progs[n]);
}
