/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A capture on its way into the guest: what demo-capture makes of a file, and
 * the guest's side of the demo sends. Both run on one machine, so numbers are in
 * its byte order.
 */
#ifndef DEMO_CAPTURE_FRAMES_FILE_H
#define DEMO_CAPTURE_FRAMES_FILE_H

#include <stdint.h>

/* Where it lies in the guest */
#define CAPTURE_PATH		"/lab/capture.frames"
#define CAPTURE_MAGIC		0x72786d66
#define CAPTURE_NAME_LEN	48

/*
 * The guest holds all of it in memory, beside the archive that it came in. And
 * an emulated machine sends some ten thousand packets a second.
 */
#define CAPTURE_PACKETS_MAX	100000
#define CAPTURE_BYTES_MAX	(48 << 20)

/*
 * The least is an Ethernet header, which becomes what Ethernet has at least; the most
 * what the wire of the lab takes.
 */
#define CAPTURE_MTU		9216
#define CAPTURE_FRAME_MIN	14
#define CAPTURE_FRAME_PADDED	60
#define CAPTURE_FRAME_MAX	(CAPTURE_MTU + CAPTURE_FRAME_MIN)

/* Why a packet cannot be sent */
enum capture_skip {
	SKIP_CUT,		/* the file does not have all of it */
	SKIP_LONG,
	SKIP_SHORT,
	SKIP_NO_ETHERNET,	/* what stands before it says no EtherType */
	SKIPS
};

/**
 * struct capture_head - the beginning of the file
 * @magic: %CAPTURE_MAGIC
 * @packets: packets that the capture has
 * @frames: of these, those that can be sent
 * @made_up: of these, those whose Ethernet header was made up
 * @bytes: of all frames together
 * @skipped: the other packets, by &enum capture_skip
 * @name: of the capture, in printable ASCII
 *
 * Then come the frames, each one behind its length, a uint32_t.
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
