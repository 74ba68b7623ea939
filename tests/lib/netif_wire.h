/* SPDX-License-Identifier: GPL-2.0 */
/* What a test and the program at the remote send each other, over a pipe or over ssh */
#ifndef TESTS_LIB_NETIF_WIRE_H
#define TESTS_LIB_NETIF_WIRE_H

#include <linux/types.h>

#define NETIF_FRAME_MAX	9100
#define NETIF_ETHERTYPE	0x88b5	/* of the frames that the remote reports */

enum netif_op {
	NETIF_HELLO,		/* from the remote: address of its interface */
	NETIF_ERROR,		/* from the remote: a text, and it ends */
	NETIF_FRAME,		/* to the remote: send it; from there: it came */
	NETIF_SYNC,		/* to the remote, which gives it back */
};

/* Followed by @len bytes. Both machines are of one kind. */
struct netif_msg {
	__u16 op;
	__u16 len;
};

#endif /* TESTS_LIB_NETIF_WIRE_H */
