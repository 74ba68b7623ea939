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

#define HELD_MAX	2

static const char *held[HELD_MAX];
static pid_t holder;

/**
 * hold_exchange() - have another program on a device
 * @dev: the device
 * @prog: file descriptor of the program, -1: none
 *
 * Return: 0 or -errno.
 */
int hold_exchange(const char *dev, int prog)
{
	return bpf_xdp_attach(net_index(dev), prog, XDP_FLAGS_DRV_MODE, NULL);
}

bool hold_has(const char *dev)
{
	int i;

	for (i = 0; dev && i < HELD_MAX && held[i]; i++)
		if (!strcmp(held[i], dev))
			return true;
	return false;
}

static int hold_idle(const char *dev)
{
	return hold_exchange(dev, bpf_program__fd(way_bpf->progs.hold));
}

/* The cases are children of the process that holds, and end by exit() too. */
static void hold_end(void)
{
	int i;

	for (i = 0; getpid() == holder && i < HELD_MAX && held[i]; i++)
		hold_exchange(held[i], -1);
}

/**
 * hold_begin() - have a program on a device from now on, as long as this process lives
 * @dev: the device, after way_open()
 *
 * Only a way that has AT_NONE there takes it off.
 *
 * Return: 0 or -errno.
 */
int hold_begin(const char *dev)
{
	int i = 0, err;

	err = hold_idle(dev);
	if (err)
		return err;
	while (held[i])
		i++;
	held[i] = dev;
	if (!holder)
		atexit(hold_end);
	holder = getpid();
	return 0;
}

static bool is_on(const struct way *way, const char *dev)
{
	int i;

	for (i = 0; i < RXM_HOPS; i++)
		if (way->hop[i].dev && !strcmp(way->hop[i].dev, dev))
			return true;
	return false;
}

/**
 * hold_rest() - leave nothing of the last case where a way has no program
 * @way: the way
 *
 * Return: 0 or -errno.
 */
int hold_rest(const struct way *way)
{
	int i, err = 0;

	for (i = 0; i < HELD_MAX && held[i] && !err; i++)
		if (!is_on(way, held[i]))
			err = hold_idle(held[i]);
	return err;
}
