/* SPDX-License-Identifier: GPL-2.0 */
/* Test frames: built, checked, sent and received. */
#ifndef TESTS_NIC_FRAME_H
#define TESTS_NIC_FRAME_H

#include <stdbool.h>
#include <stddef.h>
#include <linux/types.h>

#include "flows.h"

struct tpacket_auxdata;

#define FRAME_MAX	9100

/**
 * struct frame - a test frame
 * @len: its length
 * @data: its bytes, from the destination address on
 */
struct frame {
	size_t len;
	__u8 data[FRAME_MAX];
};

void frame_begin(struct frame *f, __u8 number);
void frame_tag(struct frame *f, __u16 tpid, __u16 tci);
void frame_flow(struct frame *f, const struct flow *flow, size_t payload);
void frame_seal(struct frame *f, const struct flow *flow, bool partly);
bool frame_is_right(const struct frame *f);

int frame_socket(const char *dev);
int frame_send(int fd, const struct frame *frame);
int frame_receive(int fd, struct frame *frame, int timeout_ms);
int frame_receive_aux(int fd, struct tpacket_auxdata *aux, int timeout_ms);

#endif /* TESTS_NIC_FRAME_H */
