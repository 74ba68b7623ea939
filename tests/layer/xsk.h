/* SPDX-License-Identifier: GPL-2.0 */
/*
 * AF_XDP zero-copy, for whoever includes it to run over NICs of its own:
 * ZERO_COPY(name, way, device, its MTU, whether its driver has it). Packets in
 * a user's memory that go elsewhere keep what is stored.
 */
#ifndef TESTS_LAYER_XSK_H
#define TESTS_LAYER_XSK_H

#include <errno.h>
#include <unistd.h>
#include <sys/mman.h>
#include <linux/if_xdp.h>

#include "carrier.h"
#include "net.h"

/* A driver may post its buffers some time after a socket is bound, and what comes
 * before is dropped: whoever includes this says how to wait for that.
 */
#ifndef XSK_READY
#define XSK_READY()	0
#endif

#define XSK_FRAMES	512
#define XSK_FRAME_LEN	4096
#define XSK_BUSY_MS	3000

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
		frame[i] = i * XSK_FRAME_LEN;
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
		.len = XSK_FRAMES * XSK_FRAME_LEN, .chunk_size = XSK_FRAME_LEN,
	};
	void *area;

	area = mmap(NULL, umem.len, PROT_READ | PROT_WRITE,
		    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	umem.addr = (unsigned long)area;
	if (area == MAP_FAILED ||
	    setsockopt(fd, SOL_XDP, XDP_UMEM_REG, &umem, sizeof(umem)))
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

FIXTURE(zero_copy) {
	int fd;	/* or an error */
};

FIXTURE_VARIANT(zero_copy) {
	struct way way;
	const char *dev;
	unsigned int mtu;
	bool has;
};

#define ZERO_COPY(name, WAY, dev, mtu, has)				\
	FIXTURE_VARIANT_ADD(zero_copy, name) { WAY, dev, mtu, has }

/* A packet has to fit into a frame of the user's memory. */
FIXTURE_SETUP(zero_copy)
{
	char batch[64];

	ASSERT_EQ(0, way_begin(&variant->way));
	way_steps(CARRIER_STEPS);
	snprintf(batch, sizeof(batch), "link set dev %s mtu 1500\n",
		 variant->dev);
	ASSERT_EQ(0, net_ip(batch));
	self->fd = xsk_bind(variant->dev, XDP_ZEROCOPY);
}

FIXTURE_TEARDOWN(zero_copy)
{
	char batch[64];

	EXPECT_EQ(0, xsk_unbind(variant->dev, self->fd));
	snprintf(batch, sizeof(batch), "link set dev %s mtu %u\n",
		 variant->dev, variant->mtu);
	net_ip(batch);
}

/* A driver without zero-copy has to say so, and copy: then the packets are not
 * in that memory, and what goes elsewhere has its values all the same.
 */
TEST_F(zero_copy, is_refused_or_keeps_values)
{
	if (!variant->has && self->fd == -EOPNOTSUPP)
		self->fd = xsk_bind(variant->dev, XDP_COPY);
	ASSERT_LE(0, self->fd);
	way_do(0, 0, VALUE_ALL(0));
	way_do(0, 2, value_vlan(2));
	way_do(0, 4, VALUE_ALL(4), CLEAR(WHICH_ALL));
	EXPECT_EQ(0, carry(&variant->way));
}

#endif /* TESTS_LAYER_XSK_H */
