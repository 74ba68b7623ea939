/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The file of frames that demo-capture writes on the host and the demo sends in the
 * guest. Both run on one machine, so numbers are in its byte order.
 */
#ifndef DEMO_CAPTURE_FRAMES_FILE_H
#define DEMO_CAPTURE_FRAMES_FILE_H

#include <stdint.h>

/* Path of the file in the guest */
#define CAPTURE_PATH		"/lab/capture.frames"
#define CAPTURE_MAGIC		0x72786d66
#define CAPTURE_NAME_LEN	48

/*
 * The guest holds the file in memory, beside the archive that contained it, and an
 * emulated machine sends about ten thousand packets a second.
 */
#define CAPTURE_PACKETS_MAX	100000
#define CAPTURE_BYTES_MAX	(48 << 20)

/*
 * The shortest frame is an Ethernet header, which is padded to Ethernet's minimum.
 * The longest one is what the link between the lab's NICs carries.
 */
#define CAPTURE_MTU		9216
#define CAPTURE_FRAME_MIN	14
#define CAPTURE_FRAME_PADDED	60
#define CAPTURE_FRAME_MAX	(CAPTURE_MTU + CAPTURE_FRAME_MIN)

/* Why a packet cannot be sent */
enum capture_skip {
	SKIP_CUT,		/* the capture has only a part of it */
	SKIP_LONG,
	SKIP_SHORT,
	SKIP_NO_ETHERNET,	/* its link-layer header has no EtherType */
	SKIP_TAG,		/* it ends in its VLAN tag or right behind it */
	SKIPS
};

/**
 * struct capture_head - header of the file
 * @magic: %CAPTURE_MAGIC
 * @packets: packets in the capture
 * @frames: of these, those that can be sent
 * @made_up: of these, those whose Ethernet header was made up
 * @bytes: length of all frames together
 * @skipped: packets that cannot be sent, by &enum capture_skip
 * @name: file name of the capture, in printable ASCII
 *
 * The frames follow, each one after its length, a uint32_t.
 */
struct capture_head {
	uint32_t magic;
	uint32_t packets;
	uint32_t frames;
	uint32_t made_up;
	uint32_t bytes;
	uint32_t skipped[SKIPS];
	char name[CAPTURE_NAME_LEN];
};

#endif
