// SPDX-License-Identifier: GPL-2.0
/*
 * Test body: the ancillary data that a packet socket receives.
 *
 * core/socket.c, card_paths.inc.c and virtio/buffers.c include this file and add
 * paths: PACKET_SOCKET(name, path).
 */
#include <errno.h>
#include <unistd.h>

#include "tests/lib/harness.h"
#include "tests/lib/net.h"
#include "tests/lib/ancillary.h"
#include "tests/layer/path/values.h"
#include "tests/layer/path/path.h"

#define SOCK_LISTS	5
#define SOCK_PACKETS	30

static int socket_recv(int fd, struct anc *anc)
{
	struct rxm_packet pkt;
	int len = anc_recv(fd, &pkt, sizeof(pkt), anc);

	anc->seq = pkt.seq;
	return len < 0 ? len : 0;
}

FIXTURE(packet_socket) {
	int fd;
};

FIXTURE_VARIANT(packet_socket) {
	struct path path;
};

#define PACKET_SOCKET(name, PATH)					\
	FIXTURE_VARIANT_ADD(packet_socket, name) { .path = PATH }

FIXTURE_SETUP(packet_socket)
{
	ASSERT_EQ(0, path_begin(&variant->path));
	path_lists(SOCK_LISTS);
	self->fd = net_socket(variant->path.observers[0], true);
	ASSERT_LE(0, self->fd);
	ASSERT_EQ(0, anc_enable_time(self->fd));
}

FIXTURE_TEARDOWN(packet_socket)
{
	close(self->fd);
}

TEST_F(packet_socket, is_told)
{
	const struct path_run run = { .packets = SOCK_PACKETS };
	unsigned int h = variant->path.stores;
	struct path_want want;
	struct anc anc;
	int i;

	path_do(h, 0, VALUE_ALL(0));
	path_do(h, 1, value_vlan(1));
	path_do(h, 3, value_ts(3), value_hash(3));
	ASSERT_EQ(0, path_go(&variant->path, &run));

	for (i = 0; i < SOCK_PACKETS; i++) {
		ASSERT_EQ(0, socket_recv(self->fd, &anc));
		path_stored(&want, RXM_PROGS, anc.seq);
		EXPECT_EQ(want.has_tag, anc.has_tag);
		EXPECT_EQ(want.has_tag, anc.has_tpid);
		EXPECT_EQ(want.tci, anc.tci);
		EXPECT_EQ(want.proto, anc.tpid);
		EXPECT_EQ(want.ts, anc.hwtstamp);
	}
}
