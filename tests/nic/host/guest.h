/* SPDX-License-Identifier: GPL-2.0 */
/* A machine for a card under test: some memory, and ears for what it does. */
#ifndef TESTS_NIC_HOST_GUEST_H
#define TESTS_NIC_HOST_GUEST_H

#include "nic.h"

#define GUEST_MEMORY	(1 << 20)

/**
 * struct guest - the machine
 * @memory: what is at bus addresses 0 and up; past it there is nothing
 * @clock: nanoseconds; a test moves it
 * @irqs: interrupts, by vector
 * @sent: frames that went to the wire
 * @frame: the last of them, of @frame_len bytes
 * @nic: the card
 */
struct guest {
	uint8_t memory[GUEST_MEMORY];
	uint64_t clock;
	unsigned int irqs[NIC_VECTORS_MAX];
	unsigned int sent;
	uint8_t frame[65536];
	size_t frame_len;
	struct nic *nic;
};

struct guest *guest_new(const struct nic_model *model);
void guest_free(struct guest *guest);

#endif /* TESTS_NIC_HOST_GUEST_H */
