/* SPDX-License-Identifier: GPL-2.0 */
/*
 * UDP ports of tunnels on a command line, for user space.
 */
#ifndef __TUNNEL_PORTS_H__
#define __TUNNEL_PORTS_H__

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <linux/types.h>

/**
 * tunnel_read_ports() - read ports from 1 to 65535 with commas between them
 * @arg: text
 * @ports: filled in, those that are left with 0
 * @max: how many there may be
 *
 * Return: false if @arg is something else; @ports is unchanged then.
 */
static inline bool tunnel_read_ports(const char *arg, __u16 *ports, int max)
{
	unsigned long value;
	__u16 read[8] = { };
	char *end;
	int n = 0;

	for (;; arg = end + 1) {
		value = strtoul(arg, &end, 10);
		if (*arg < '0' || *arg > '9' || !value || value > 65535 ||
		    n == max)
			return false;
		read[n++] = value;
		if (!*end)
			break;
		if (*end != ',')
			return false;
	}
	memcpy(ports, read, max * sizeof(*ports));
	return true;
}

#endif /* __TUNNEL_PORTS_H__ */
