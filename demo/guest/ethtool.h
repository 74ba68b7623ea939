/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_ETHTOOL_H
#define DEMO_GUEST_ETHTOOL_H

#include <stdint.h>

#include "packet_counters.h"

/**
 * struct port - an interface that ethtool_run() can reach
 * @name: its name
 * @fd: a socket in its network namespace
 */
struct port {
	const char *name;
	int fd;
};

void ethtool_open(struct port *port, const char *name);
void ethtool_run(const struct port *port, void *cmd, const char *what);
int ethtool_queues(const struct port *port, const char *format,
		   uint64_t packets[QUEUES_MAX]);

#endif
