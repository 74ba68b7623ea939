// SPDX-License-Identifier: GPL-2.0
/*
 * What the bench puts between a driver and the stack: a tap that notes when an skb
 * comes, the tc program of the workaround, receive packet steering.
 */
#include <stdio.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <net/if.h>
#include <sys/socket.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <bpf/libbpf.h>

#include "cost.h"
#include "cost.skel.h"

/**
 * device_set() - write to a file of a network device in sysfs
 * @dev: the device
 * @file: the file
 * @value: what to write
 *
 * Return: 0 or -1.
 */
int device_set(const char *dev, const char *file, const char *value)
{
	char path[96];
	FILE *f;

	snprintf(path, sizeof(path), "/sys/class/net/%s/%s", dev, file);
	f = fopen(path, "w");
	if (!f)
		return -1;
	fputs(value, f);
	return fclose(f);
}

/* It takes no packet, as its filter refuses all. A tap of all protocols comes before the
 * handler of a protocol, which then need not clone the skb.
 */
static int tap_open(const char *dev, int filter)
{
	struct sockaddr_ll addr = { .sll_family = AF_PACKET,
				    .sll_protocol = htons(ETH_P_ALL),
				    .sll_ifindex = if_nametoindex(dev) };
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);

	if (fd >= 0 && (setsockopt(fd, SOL_SOCKET, SO_ATTACH_BPF, &filter,
				   sizeof(filter)) ||
			bind(fd, (struct sockaddr *)&addr, sizeof(addr)))) {
		close(fd);
		return -1;
	}
	return fd;
}

/**
 * stack_open() - prepare a device whose skbs enter the stack
 * @stack: set up, also after an error
 * @dev: the device
 * @skel: the programs
 * @means: what gives the skbs their hash
 *
 * Return: 0 or -1.
 */
int stack_open(struct stack *stack, const char *dev, struct cost *skel,
	       const struct means *means)
{
	*stack = (struct stack){ .dev = dev };
	stack->tap = tap_open(dev, bpf_program__fd(skel->progs.arrived));
	if (stack->tap < 0)
		return -1;
	if (means->tc) {
		stack->tc = bpf_program__attach_tcx(skel->progs.take_hash,
						    if_nametoindex(dev), NULL);
		if (!stack->tc)
			return -1;
	}
	/* The guest has one CPU, so this is the one that a packet is queued to. */
	stack->rps = means->rps;
	return stack->rps ? device_set(dev, "queues/rx-0/rps_cpus", "1") : 0;
}

void stack_close(struct stack *stack)
{
	if (stack->rps)
		device_set(stack->dev, "queues/rx-0/rps_cpus", "0");
	bpf_link__destroy(stack->tc);
	if (stack->tap >= 0)
		close(stack->tap);
}
