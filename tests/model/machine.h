/* SPDX-License-Identifier: GPL-2.0 */
/*
 * A machine for cards under test: memory, a clock, and a record of callbacks.
 */
#ifndef TESTS_MODEL_MACHINE_H
#define TESTS_MODEL_MACHINE_H

#include "nic/nic.h"

#define MACHINE_MEMORY	(1 << 20)
#define MACHINE_CARDS	2
/* Bus address of a card's BAR 0 */
#define MACHINE_BAR(card) \
	(0x80000000ULL + (uint64_t)(card) * 0x10000000)
#define MACHINE_LINES	(1 << 20)

struct machine;

/**
 * struct target - the kind of card under test
 * @model: its model
 * @command: execute an ACTION_COMMAND, of @len bytes, on a card
 */
struct target {
	const struct nic_model *model;
	void (*command)(struct machine *machine, unsigned int card,
			const uint8_t *p, size_t len);
};

/**
 * struct machine_card - a card in the machine
 * @machine: the machine
 * @nic: the card, NULL: the slot is empty
 * @irqs: number of interrupts, by vector
 * @sent: frames that the card sent to the wire
 * @frame: the last of these frames, of @frame_len bytes
 * @offer: what the card last offered to the wire
 * @when: the timer, 0: not set
 * @dma: accesses to memory by the current entry point
 * @dma_most: the most accesses by one entry point
 */
struct machine_card {
	struct machine *machine;
	struct nic *nic;
	unsigned int irqs[NIC_VECTORS_MAX];
	unsigned int sent;
	uint8_t frame[65536];
	size_t frame_len;
	struct nic_offer offer;
	uint64_t when;
	unsigned int dma, dma_most;
};

/**
 * struct machine - the machine
 * @memory: the memory, from bus address 0 on; the bus has nothing else but the
 *	registers of the cards
 * @clock: nanoseconds
 * @card: the cards, joined by a wire
 * @target: the kind of the cards
 * @said: the last answer to a control line
 * @traced: lines of trace
 */
struct machine {
	uint8_t memory[MACHINE_MEMORY];
	uint64_t clock;
	struct machine_card card[MACHINE_CARDS];
	const struct target *target;
	char said[MACHINE_LINES];
	size_t said_len;
	unsigned int traced;
};

struct machine *machine_new(const struct target *target);
void machine_free(struct machine *machine);
struct nic *machine_nic(struct machine *machine, unsigned int card);

#endif /* TESTS_MODEL_MACHINE_H */
