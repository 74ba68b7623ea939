/* SPDX-License-Identifier: GPL-2.0 */
/* Frames to the card at 02:00:00:00:00:01, with right checksums. */
#ifndef TESTS_MODEL_FRAMES_H
#define TESTS_MODEL_FRAMES_H

#include <linux/types.h>

extern const u8 frame_udp[60], frame_tcp[60];

size_t frame_tag(u8 *frame, const u8 *from, size_t len, u16 tpid, u16 tci);

#endif /* TESTS_MODEL_FRAMES_H */
