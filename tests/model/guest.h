/* SPDX-License-Identifier: GPL-2.0 */
/* A machine for cards under test: some memory, and ears for what they do. */
#ifndef TESTS_NIC_HOST_GUEST_H
#define TESTS_NIC_HOST_GUEST_H

#include "nic/nic.h"

#define GUEST_MEMORY	(1 << 20)
#define GUEST_CARDS	2
/* Bus address of a card's BAR 0 */
#define GUEST_BAR(card)	(0x80000000ULL + (uint64_t)(card) * 0x10000000)
#define GUEST_LINES	(1 << 20)

/**
 * struct guest_card - a card in the machine
 * @guest: the machine
 * @nic: the card, NULL: the slot is empty
 * @irqs: interrupts, by vector
 * @sent: frames that went to the wire
 * @frame: the last of them, of @frame_len bytes
 * @when: the timer, 0: not set
 * @dma: accesses to memory since the entry that is at work began
 * @dma_most: the most that any entry had
 */
struct guest_card {
	struct guest *guest;
	struct nic *nic;
	unsigned int irqs[NIC_VECTORS_MAX];
	unsigned int sent;
	uint8_t frame[65536];
	size_t frame_len;
	uint64_t when;
	unsigned int dma, dma_most;
};

/**
 * struct guest - the machine
 * @memory: what is at bus addresses 0 and up; past it there is nothing, but for
 *	the cards' registers
 * @clock: nanoseconds
 * @card: the cards; a wire joins them
 * @said: what control answered last
 * @traced: lines of trace
 */
struct guest {
	uint8_t memory[GUEST_MEMORY];
	uint64_t clock;
	struct guest_card card[GUEST_CARDS];
	char said[GUEST_LINES];
	size_t said_len;
	unsigned int traced;
};

struct guest *guest_new(void);
void guest_free(struct guest *guest);
struct nic *guest_nic(struct guest *guest, unsigned int card);

#endif /* TESTS_NIC_HOST_GUEST_H */
