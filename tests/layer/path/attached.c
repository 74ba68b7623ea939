// SPDX-License-Identifier: GPL-2.0
/* Devices that have a program in all cases. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <linux/if_link.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "attached.h"
#include "tests/lib/net.h"
#include "path.h"

#define ATTACHED_MAX	2

static const char *attached[ATTACHED_MAX];
static pid_t attached_by;

/**
 * hold_exchange() - have another program on a device
 * @dev: the device
 * @prog: file descriptor of the program, -1: none
 *
 * Return: 0 or -errno.
 */
int attached_exchange(const char *dev, int prog)
{
	return bpf_xdp_attach(net_index(dev), prog, XDP_FLAGS_DRV_MODE, NULL);
}

bool attached_has(const char *dev)
{
	int i;

	for (i = 0; dev && i < ATTACHED_MAX && attached[i]; i++)
		if (!strcmp(attached[i], dev))
			return true;
	return false;
}

static int attached_idle(const char *dev)
{
	return attached_exchange(dev, bpf_program__fd(path_bpf->progs.idle));
}

/* The cases are children of the process that holds, and end by exit() too. */
static void attached_end(void)
{
	int i;

	for (i = 0; getpid() == attached_by && i < ATTACHED_MAX && attached[i]; i++)
		attached_exchange(attached[i], -1);
}

/**
 * hold_begin() - have a program on a device from now on, as long as this process lives
 * @dev: the device, after way_open()
 *
 * Only a way that has AT_NONE there takes it off.
 *
 * Return: 0 or -errno.
 */
int attached_keep(const char *dev)
{
	int i = 0, err;

	err = attached_idle(dev);
	if (err)
		return err;
	while (attached[i])
		i++;
	attached[i] = dev;
	if (!attached_by)
		atexit(attached_end);
	attached_by = getpid();
	return 0;
}

static bool is_on(const struct path *path, const char *dev)
{
	int i;

	for (i = 0; i < RXM_PROGS; i++)
		if (path->prog[i].dev && !strcmp(path->prog[i].dev, dev))
			return true;
	return false;
}

/**
 * hold_rest() - leave nothing of the last case where a way has no program
 * @way: the way
 *
 * Return: 0 or -errno.
 */
int attached_reset(const struct path *path)
{
	int i, err = 0;

	for (i = 0; i < ATTACHED_MAX && attached[i] && !err; i++)
		if (!is_on(path, attached[i]))
			err = attached_idle(attached[i]);
	return err;
}
