// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "linear.h"
#include "tests/lib/net.h"
#include "tests/layer/path/nic_paths.h"

#define LINEAR_MTU	3000	/* the driver takes such a program up to it */
#define LINEAR_ROUNDS	12	/* to go through a ring of 256 buffers */
#define LINEAR_TRIES	5	/* how long that takes depends on earlier packets */
#define LINEAR_SHORT	60

/**
 * linear_mtu() - set the MTU of a NIC and of its peer
 * @rx: NIC
 * @mtu: MTU
 *
 * Return: 0 or -errno.
 */
int linear_mtu(const char *rx, unsigned int mtu)
{
	char batch[128];

	snprintf(batch, sizeof(batch), "link set dev %s mtu %u\n"
		 "link set dev %s mtu %u\n", rx, mtu, path_peer(rx), mtu);
	return net_ip(batch);
}

/* Check that a program which takes fragments sees some. A child does this, as
 * the program stays attached as long as its process lives.
 */
static int linear_sees_frags(const char *rx)
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
	return -EMSGSIZE;
}

static int linear_shrink(const char *rx)
{
	const struct path path = {
		.from = FROM_SKB,
		.prog = { UNATTACHED(rx) },
		.observers = { rx },
	};
	const struct path_run run = { .packets = LINEAR_SHORT };
	int err = path_begin(&path), i;

	for (i = 0; i < LINEAR_ROUNDS && !err; i++) {
		path_bpf->bss->observed_total = 0;
		err = path_go(&path, &run);
	}
	return err ?: linear_sees_frags(rx);
}

/**
 * linear_prepare() - let a NIC receive into small buffers
 * @rx: NIC with mergeable buffers
 *
 * Return: 0 or -errno.
 */
int linear_prepare(const char *rx)
{
	int err = linear_mtu(rx, LINEAR_MTU) ?: -EMSGSIZE, i;

	for (i = 0; i < LINEAR_TRIES && err == -EMSGSIZE; i++)
		err = linear_shrink(rx);
	if (err == -EMSGSIZE)
		net_say("%s has buffers for a whole packet", rx);
	return err;
}
