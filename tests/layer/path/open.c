// SPDX-License-Identifier: GPL-2.0
/* Opening a test program: network namespace, devices, observers. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "tests/lib/net.h"
#include "path.h"

struct programs *path_bpf;

static const char *const devs[] = {
	"rx0", "rx1", "rx2", "rx3", "tx0", "tx1", "tx2", "tx3",
};

static int open_links(unsigned int mtu)
{
	char batch[1024], *p = batch;
	int i;

	for (i = 0; i < 4; i++)
		p += sprintf(p, "link add tx%d mtu %u type veth "
			     "peer name rx%d mtu %u\n"
			     "link set dev tx%d up\nlink set dev rx%d up\n",
			     i, mtu, i, mtu, i, i);
	return net_ip(batch);
}

/**
 * path_observe() - attach the observer to a device's ingress
 * @dev: device
 *
 * It stays there as long as this process lives.
 *
 * Return: 0 or -errno.
 */
int path_observe(const char *dev)
{
	int fd = bpf_program__fd(path_bpf->progs.observe);

	fd = bpf_link_create(fd, net_index(dev), BPF_TCX_INGRESS, NULL);
	return fd < 0 ? fd : 0;
}

/* GRO makes every device receive by NAPI. */
static int open_observers(void)
{
	unsigned int i;
	int err = 0;

	for (i = 0; i < sizeof(devs) / sizeof(devs[0]) && !err; i++)
		err = net_set_gro(devs[i], true) ?: path_observe(devs[i]);
	return err;
}

/**
 * path_open_mtu() - set up what all cases of a test program share
 * @mtu: MTU of all devices
 *
 * Make a network namespace with four veth pairs, load the programs and attach
 * an observer to every device.
 *
 * Return: 0 or -errno.
 */
int path_open_mtu(unsigned int mtu)
{
	int err = net_new() ?: open_links(mtu);

	if (err) {
		net_say("network namespace: %s", strerror(-err));
		return err;
	}
	path_bpf = programs__open_and_load();
	if (!path_bpf) {
		net_say("test programs do not load: %s", strerror(errno));
		return -errno;
	}
	err = open_observers();
	if (err)
		net_say("observers: %s", strerror(-err));
	return err;
}

/**
 * path_open_here() - load the programs in the network namespace of this process
 * @names: devices that get an observer
 * @n: their number
 *
 * Return: 0 or -errno.
 */
int path_open_here(const char *const *names, unsigned int n)
{
	int err = 0;

	path_bpf = programs__open_and_load();
	if (!path_bpf)
		return -errno;
	while (n-- && !err)
		err = path_observe(names[n]);
	return err;
}

/* As path_open_mtu(), with an MTU of 1500 */
int path_open(void)
{
	return path_open_mtu(1500);
}
