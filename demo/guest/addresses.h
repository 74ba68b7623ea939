/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Interfaces and addresses of the demo's three network namespaces:
 *
 *	sender		eth0, a virtio NIC, and on it the tunnel device
 *	   |		QEMU joins eth0 and eth1
 *	root		eth1, a modelled ConnectX-5 with the XDP program, which
 *	   |		redirects to veth0
 *	   |		veth0 and veth1 are the two ends of a veth
 *	receiver	veth1 with several receive queues, each served by a
 *			thread on a CPU of its own; on it the tunnel device
 *			and the socket that every packet has to reach
 */
#ifndef DEMO_GUEST_ADDRESSES_H
#define DEMO_GUEST_ADDRESSES_H

#define NIC_SENDER	"eth0"
#define NIC_XDP		"eth1"
#define VETH		"veth0"
#define VETH_PEER	"veth1"
#define TUNNEL_DEV	"tunnel"

/* QEMU assigns the first two: see `--cards mlx5-virtio` of lab-run. */
#define MAC_SENDER	"02:00:00:00:01:02"
#define MAC_XDP		"02:00:00:00:01:01"
#define MAC_PEER	"02:00:00:00:00:03"

/* Outer addresses from RFC 5737 and 3849, inner ones from RFC 1918 and 4193 */
#define OUTER4_SENDER	"192.0.2.1"
#define OUTER4_RECEIVER	"192.0.2.2"
#define OUTER6_SENDER	"2001:db8::1"
#define OUTER6_RECEIVER	"2001:db8::2"
#define INNER4_SENDER	"10.0.0.1"
#define INNER4_RECEIVER	"10.0.0.2"
#define INNER6_SENDER	"fd00::1"
#define INNER6_RECEIVER	"fd00::2"
#define INNER_PORT	7777

/* MPLS labels */
#define LABEL_OUTER	"200"
#define LABEL_INNER	"100"

#endif
