/* SPDX-License-Identifier: GPL-2.0 */
/* A machine for cards under test: some memory, and ears for what they do. */
#ifndef TESTS_MODEL_MACHINE_H
#define TESTS_MODEL_MACHINE_H

#include "nic/nic.h"

#define MACHINE_MEMORY	(1 << 20)
#define MACHINE_CARDS	2
/* Bus address of a card's BAR 0 */
#define MACHINE_BAR(card)	(0x80000000ULL + (uint64_t)(card) * 0x10000000)
#define MACHINE_LINES	(1 << 20)

/**
 * struct machine_card - a card in the machine
 * @machine: the machine
 * @nic: the card, NULL: the slot is empty
 * @irqs: interrupts, by vector
 * @sent: frames that went to the wire
 * @frame: the last of them, of @frame_len bytes
 * @when: the timer, 0: not set
 * @dma: accesses to memory since the entry that is at work began
 * @dma_most: the most that any entry had
 */
struct machine_card {
	struct machine *machine;
	struct nic *nic;
	unsigned int irqs[NIC_VECTORS_MAX];
	unsigned int sent;
	uint8_t frame[65536];
	size_t frame_len;
	uint64_t when;
	unsigned int dma, dma_most;
};

/**
 * struct machine - the machine
 * @memory: what is at bus addresses 0 and up; past it there is nothing, but for
 *	the cards' registers
 * @clock: nanoseconds
 * @card: the cards; a wire joins them
 * @said: what control answered last
 * @traced: lines of trace
 */
struct machine {
	uint8_t memory[MACHINE_MEMORY];
	uint64_t clock;
	struct machine_card card[MACHINE_CARDS];
	char said[MACHINE_LINES];
	size_t said_len;
	unsigned int traced;
};

struct machine *machine_new(void);
void machine_free(struct machine *machine);
struct nic *machine_nic(struct machine *machine, unsigned int card);

#endif /* TESTS_MODEL_MACHINE_H */
