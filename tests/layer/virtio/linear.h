/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Packets in several buffers for a program that knows nothing of fragments:
 * virtio_net copies them into one page. It does so with buffers from before the
 * program came, and only while these are small, as they are where packets were.
 */
#ifndef TESTS_LAYER_VIRTIO_LINEAR_H
#define TESTS_LAYER_VIRTIO_LINEAR_H

#include <errno.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"
#include "tests/layer/path/path.h"

#define LINEAR_MTU	3000	/* such a program may be attached with */
#define LINEAR_LEN	2500
#define LINEAR_ROUNDS	12	/* to go through a ring of 256 buffers */
#define LINEAR_SHORT	60

static inline int linear_mtu(const char *rx, unsigned int mtu)
{
	char batch[128];

	snprintf(batch, sizeof(batch), "link set dev %s mtu %u\n"
		 "link set dev %s mtu %u\n", rx, mtu, path_peer(rx), mtu);
	return net_ip(batch);
}

/* Whether a program that knows of fragments sees some; not in this process, as
 * it is attached as long as that lives.
 */
static inline int linear_sees_frags(const char *rx)
{
	const struct path path = PATH_NIC_PASS(rx);
	const struct path_run run = { .packets = 1, .len = LINEAR_LEN };
	const struct rxm_res *span = &path_test()->prog[0].res[0][0];
	pid_t pid = fork();
	int st = 1;

	if (!pid) {
		if (path_begin(&path))
			_exit(1);
		path_lists(1);
		path_do(0, 0, SPAN);
		_exit(path_go(&path, &run) || span->a >= span->b);
	}
	if (pid < 0 || waitpid(pid, &st, 0) != pid || !st)
		return pid < 0 ? -errno : 0;
	net_say("%s has buffers for all of a packet", rx);
	return -EMSGSIZE;
}

/**
 * linear_prepare() - let a NIC receive into small buffers
 * @rx: with mergeable ones
 *
 * Return: 0 or -errno.
 */
static inline int linear_prepare(const char *rx)
{
	const struct path path = { FROM_SKB, {
		{ AT_NONE, rx, ACT_PASS, NULL } }, 0, { rx } };
	const struct path_run run = { .packets = LINEAR_SHORT };
	int err = linear_mtu(rx, LINEAR_MTU) ?: path_begin(&path), i;

	for (i = 0; i < LINEAR_ROUNDS && !err; i++) {
		path_bpf->bss->observed_total = 0;
		err = path_go(&path, &run);
	}
	return err ?: linear_sees_frags(rx);
}

#endif /* TESTS_LAYER_VIRTIO_LINEAR_H */
