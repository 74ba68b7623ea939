// SPDX-License-Identifier: GPL-2.0
/* Frames of two flows that differ only inside the tunnel, made by the kernel's own device. */
#include <sys/socket.h>
#include <unistd.h>

#include "demo/guest/traffic.h"
#include "demo/guest/wire_format.h"
#include "qemu/common/error.h"
#include "tunnel_frames.h"

#define PAYLOAD	64

/**
 * tunnel_frames_take() - send a packet of each of two flows, and keep the frames
 * @topo: topology with a tunnel
 * @inner: IP version of the flows
 * @frames: filled in
 */
void tunnel_frames_take(const struct topology *topo, int inner,
			struct tunnel_frame frames[2])
{
	/* Nobody receives them. */
	const struct plan plan = {
		.flows = 2, .each = 1, .inner = inner, .payload = PAYLOAD,
		.stall_ms = 1,
	};
	int fd = wire_open(topo);
	struct tally tally;
	ssize_t len;

	traffic_exchange(topo, &plan, &tally);
	for (int i = 0; i < 2; i++) {
		len = recv(fd, frames[i].bytes, FRAME_MAX, 0);
		if (len <= 0)
			die("the sender's NIC has sent %d frames of two", i);
		frames[i].len = len;
	}
	close(fd);
}
