/* SPDX-License-Identifier: GPL-2.0 */
/* AF_XDP sockets that give all of their memory to the driver. */
#ifndef TESTS_LAYER_CASES_XSK_SOCKET_H
#define TESTS_LAYER_CASES_XSK_SOCKET_H

#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <linux/if_xdp.h>

#include "tests/lib/net.h"

/* A driver may post its buffers some time after a socket is bound, and what comes
 * before is dropped: whoever includes this says how to wait for that.
 */
#ifndef XSK_READY
#define XSK_READY()	0
#endif

#define XSK_FRAMES	512
#define XSK_FRAME_LEN	4096
#define XSK_BUSY_MS	3000
#define XSK_FILL	0xa5	/* every byte of the memory to begin with */

/**
 * struct xsk_layout - how a socket's memory is cut into frames, one in each page
 * @chunk: bytes of a frame
 * @first: where the first one starts; not 0 makes them unaligned
 * @headroom: bytes of its own that a user asks for, in front of the kernel's
 */
struct xsk_layout {
	unsigned int chunk;
	unsigned int first;
	unsigned int headroom;
};

static struct xsk_layout xsk_layout = { .chunk = XSK_FRAME_LEN };

/* The memory of the last socket that was bound */
static __u8 *xsk_area;

static __u8 *xsk_chunk(unsigned int i)
{
	return xsk_area + i * XSK_FRAME_LEN + xsk_layout.first;
}

/* Gives all frames to the kernel, which takes back those that go elsewhere. What is
 * mapped of a socket keeps it open.
 */
static int xsk_fill(int fd)
{
	struct xdp_mmap_offsets off;
	socklen_t len = sizeof(off);
	__u64 *frame;
	size_t size;
	void *ring;
	int i;

	if (getsockopt(fd, SOL_XDP, XDP_MMAP_OFFSETS, &off, &len))
		return -errno;
	size = off.fr.desc + XSK_FRAMES * sizeof(*frame);
	ring = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd,
		    XDP_UMEM_PGOFF_FILL_RING);
	if (ring == MAP_FAILED)
		return -errno;
	frame = ring + off.fr.desc;
	for (i = 0; i < XSK_FRAMES; i++)
		frame[i] = xsk_chunk(i) - xsk_area;
	__atomic_store_n((__u32 *)(ring + off.fr.producer), XSK_FRAMES,
			 __ATOMIC_RELEASE);
	munmap(ring, size);
	return 0;
}

static int xsk_set(int fd, int what)
{
	const int n = XSK_FRAMES;

	return setsockopt(fd, SOL_XDP, what, &n, sizeof(n)) ? -errno : 0;
}

static int xsk_memory(int fd)
{
	struct xdp_umem_reg umem = {
		.len = XSK_FRAMES * XSK_FRAME_LEN,
		.chunk_size = xsk_layout.chunk, .headroom = xsk_layout.headroom,
		.flags = xsk_layout.first ? XDP_UMEM_UNALIGNED_CHUNK_FLAG : 0,
	};
	void *area;

	area = mmap(NULL, umem.len, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (area == MAP_FAILED)
		return -errno;
	xsk_area = memset(area, XSK_FILL, umem.len);
	umem.addr = (unsigned long)area;
	if (setsockopt(fd, SOL_XDP, XDP_UMEM_REG, &umem, sizeof(umem)))
		return -errno;
	return xsk_set(fd, XDP_UMEM_FILL_RING) ?:
	       xsk_set(fd, XDP_UMEM_COMPLETION_RING) ?:
	       xsk_set(fd, XDP_RX_RING) ?: xsk_fill(fd);
}

/* Queue 0 of a device, until xsk_unbind() */
static int xsk_bind(const char *dev, unsigned int flags)
{
	struct sockaddr_xdp at = {
		.sxdp_family = AF_XDP, .sxdp_ifindex = net_index(dev),
		.sxdp_flags = flags,
	};
	int fd = socket(AF_XDP, SOCK_RAW | SOCK_CLOEXEC, 0);
	int err = fd < 0 ? -errno : xsk_memory(fd), ms;

	/* Another socket may still be about to leave it. */
	for (ms = 0; !err && bind(fd, (struct sockaddr *)&at, sizeof(at)); ms++) {
		if (errno != EBUSY || ms == XSK_BUSY_MS)
			err = -errno;
		usleep(1000);
	}
	if (!err && flags & XDP_ZEROCOPY)
		err = XSK_READY();
	if (err)
		close(fd);
	return err ?: fd;
}

/* Until the driver has left the socket: what it receives meanwhile may be dropped. The
 * queue is free when another socket can be bound, and one that copies changes nothing.
 */
static int xsk_unbind(const char *dev, int fd)
{
	if (fd < 0)
		return 0;
	close(fd);
	fd = xsk_bind(dev, XDP_COPY);
	if (fd < 0)
		return fd;
	close(fd);
	return 0;
}

#endif /* TESTS_LAYER_CASES_XSK_SOCKET_H */
