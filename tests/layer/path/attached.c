// SPDX-License-Identifier: GPL-2.0
/* Devices that keep a program attached over all cases. */
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

static const char *devs[ATTACHED_MAX];
static pid_t owner;

/**
 * attached_exchange() - exchange the program of a device
 * @dev: device
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

	for (i = 0; dev && i < ATTACHED_MAX && devs[i]; i++)
		if (!strcmp(devs[i], dev))
			return true;
	return false;
}

static int attached_idle(const char *dev)
{
	return attached_exchange(dev, bpf_program__fd(path_bpf->progs.idle));
}

/* The cases are children of the owner and end by exit(), too. */
static void attached_end(void)
{
	int i;

	for (i = 0; getpid() == owner && i < ATTACHED_MAX && devs[i]; i++)
		attached_exchange(devs[i], -1);
}

/**
 * attached_keep() - keep a program attached as long as this process lives
 * @dev: device, after path_open()
 *
 * Only a path with UNATTACHED() detaches it.
 *
 * Return: 0 or -errno.
 */
int attached_keep(const char *dev)
{
	int i = 0, err;

	err = attached_idle(dev);
	if (err)
		return err;
	while (devs[i])
		i++;
	devs[i] = dev;
	if (!owner)
		atexit(attached_end);
	owner = getpid();
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
 * attached_reset() - put idle programs where a path has none
 * @path: the path
 *
 * Return: 0 or -errno.
 */
int attached_reset(const struct path *path)
{
	int i, err = 0;

	for (i = 0; i < ATTACHED_MAX && devs[i] && !err; i++)
		if (!is_on(path, devs[i]))
			err = attached_idle(devs[i]);
	return err;
}
