// SPDX-License-Identifier: GPL-2.0
#include <fcntl.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <linux/if.h>
#include <linux/if_tun.h>

#include "tests/lib/net.h"
#include "tap_device.h"

/**
 * tap_open() - make a TAP device, which exists until it is closed
 * @name: its name
 *
 * The device receives what is written. From a process that would wait it takes an skb, which
 * has room for metadata.
 *
 * Return: its file descriptor, or -1.
 */
int tap_open(const char *name)
{
	struct ifreq ifr = { .ifr_flags = IFF_TAP | IFF_NO_PI };
	int fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC | O_NONBLOCK);
	char batch[64];

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", name);
	snprintf(batch, sizeof(batch), "link set %s up\n", name);
	if (fd >= 0 && !ioctl(fd, TUNSETIFF, &ifr) && !net_ip(batch))
		return fd;
	close(fd);
	return -1;
}
