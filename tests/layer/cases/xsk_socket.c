// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <linux/if_xdp.h>

#include "tests/lib/net.h"
#include "xsk_socket.h"

#define XSK_BUSY_MS	3000

struct xsk_layout xsk_layout = { .chunk = XSK_FRAME_LEN };
__u8 *xsk_area;
int (*xsk_ready)(void);

/**
 * xsk_chunk() - find a frame
 * @i: number of the frame
 *
 * Return: its address.
 */
__u8 *xsk_chunk(unsigned int i)
{
	return xsk_area + i * XSK_FRAME_LEN + xsk_layout.first;
}

static int xsk_offsets(int fd, struct xdp_mmap_offsets *off)
{
	socklen_t len = sizeof(*off);

	return getsockopt(fd, SOL_XDP, XDP_MMAP_OFFSETS, off, &len) ? -errno : 0;
}

static int xsk_map(int fd, struct xsk_ring *ring, off_t page,
		   const struct xdp_ring_offset *off, size_t entry)
{
	ring->size = off->desc + XSK_FRAMES * entry;
	ring->map = mmap(NULL, ring->size, PROT_READ | PROT_WRITE, MAP_SHARED,
			 fd, page);
	if (ring->map == MAP_FAILED)
		return -errno;
	ring->producer = ring->map + off->producer;
	ring->desc = ring->map + off->desc;
	return 0;
}

/**
 * xsk_map_rx() - map the ring of received packets
 * @fd: socket
 * @ring: filled in; entries are struct xdp_desc
 *
 * A mapped ring keeps its socket open.
 *
 * Return: 0 or -errno.
 */
int xsk_map_rx(int fd, struct xsk_ring *ring)
{
	struct xdp_mmap_offsets off;

	return xsk_offsets(fd, &off) ?:
	       xsk_map(fd, ring, XDP_PGOFF_RX_RING, &off.rx,
		       sizeof(struct xdp_desc));
}

void xsk_unmap(struct xsk_ring *ring)
{
	munmap(ring->map, ring->size);
}

/* Give all frames to the kernel, which takes back those that go elsewhere. */
static int xsk_fill(int fd)
{
	struct xdp_mmap_offsets off;
	struct xsk_ring ring = {};
	__u64 *frame;
	int i, err;

	err = xsk_offsets(fd, &off) ?:
	      xsk_map(fd, &ring, XDP_UMEM_PGOFF_FILL_RING, &off.fr,
		      sizeof(*frame));
	if (err)
		return err;
	frame = ring.desc;
	for (i = 0; i < XSK_FRAMES; i++)
		frame[i] = xsk_chunk(i) - xsk_area;
	__atomic_store_n(ring.producer, XSK_FRAMES, __ATOMIC_RELEASE);
	xsk_unmap(&ring);
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

/**
 * xsk_bind() - bind a socket to queue 0 of a device, until xsk_unbind()
 * @dev: device
 * @flags: XDP_ZEROCOPY or XDP_COPY
 *
 * Return: the socket or -errno.
 */
int xsk_bind(const char *dev, unsigned int flags)
{
	struct sockaddr_xdp at = {
		.sxdp_family = AF_XDP, .sxdp_ifindex = net_index(dev),
		.sxdp_flags = flags,
	};
	int fd = socket(AF_XDP, SOCK_RAW | SOCK_CLOEXEC, 0);
	int err = fd < 0 ? -errno : xsk_memory(fd), ms;

	/* Another socket may be about to leave the queue. */
	for (ms = 0; !err && bind(fd, (struct sockaddr *)&at, sizeof(at)); ms++) {
		if (errno != EBUSY || ms == XSK_BUSY_MS)
			err = -errno;
		usleep(1000);
	}
	if (!err && flags & XDP_ZEROCOPY && xsk_ready)
		err = xsk_ready();
	if (err)
		close(fd);
	return err ?: fd;
}

/**
 * xsk_unbind() - close a socket and wait until the driver has left it
 * @dev: device
 * @fd: from xsk_bind(), which may have failed
 *
 * What the driver receives meanwhile may be dropped. The queue is free when
 * another socket can be bound. That one copies, which changes nothing.
 *
 * Return: 0 or -errno.
 */
int xsk_unbind(const char *dev, int fd)
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
