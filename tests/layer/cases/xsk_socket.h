/* SPDX-License-Identifier: GPL-2.0 */
/* AF_XDP sockets that give all of their memory to the driver. */
#ifndef TESTS_LAYER_CASES_XSK_SOCKET_H
#define TESTS_LAYER_CASES_XSK_SOCKET_H

#include <stddef.h>
#include <linux/types.h>

#define XSK_FRAMES	512
#define XSK_FRAME_LEN	4096
#define XSK_FILL	0xa5	/* initial value of every byte of the memory */

/**
 * struct xsk_layout - how a socket's memory is cut into frames, one in each page
 * @chunk: bytes of a frame
 * @first: where the first one starts; not 0 makes them unaligned
 * @headroom: bytes that the user asks for, in front of the kernel's headroom
 */
struct xsk_layout {
	unsigned int chunk;
	unsigned int first;
	unsigned int headroom;
};

/**
 * struct xsk_ring - a ring of a socket, mapped
 * @map: all of it
 * @size: bytes of @map
 * @producer: index of the next entry
 * @desc: the entries
 */
struct xsk_ring {
	void *map;
	size_t size;
	__u32 *producer;
	void *desc;
};

/* For the next socket that is bound */
extern struct xsk_layout xsk_layout;

/* The memory of the last socket that was bound */
extern __u8 *xsk_area;

/* Wait until the driver has posted its buffers; or NULL. Some drivers post them
 * after the socket is bound, and packets that arrive before are dropped.
 */
extern int (*xsk_ready)(void);

__u8 *xsk_chunk(unsigned int i);
int xsk_map_rx(int fd, struct xsk_ring *ring);
void xsk_unmap(struct xsk_ring *ring);
int xsk_bind(const char *dev, unsigned int flags);
int xsk_unbind(const char *dev, int fd);

#endif /* TESTS_LAYER_CASES_XSK_SOCKET_H */
