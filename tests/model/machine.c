// SPDX-License-Identifier: GPL-2.0
/* The machine around the cards under test. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "machine.h"

/* An entry point with more accesses would make its machine stand still. */
#define DMA_MOST	200000

static struct nic *bar_at(struct machine *machine, uint64_t addr, uint64_t *off)
{
	for (unsigned int i = 0; i < MACHINE_CARDS; i++) {
		struct nic *nic = machine->card[i].nic;

		*off = addr - MACHINE_BAR(i);
		if (nic && addr >= MACHINE_BAR(i) &&
		    *off < nic->model->bar_size)
			return nic;
	}
	return NULL;
}

/*
 * Splits an access to registers into pieces of at most 8 bytes, as the bus
 * does.
 */
static int access_bar(struct machine *machine, uint64_t addr, void *buf,
		      size_t len, bool write)
{
	uint8_t *p = buf;
	uint64_t off;
	struct nic *nic = bar_at(machine, addr, &off);

	if (!nic)
		return -1;
	for (size_t n; len; len -= n, p += n, off += n) {
		uint64_t val = 0;

		n = len >= 8 ? 8 : len >= 4 ? 4 : 1;
		memcpy(&val, p, n);
		if (write) {
			nic_mmio_write(nic, off, val, n);
			continue;
		}
		val = nic_mmio_read(nic, off, n);
		memcpy(p, &val, n);
	}
	return 0;
}

static void count(struct machine_card *card)
{
	if (++card->dma > card->dma_most)
		card->dma_most = card->dma;
	if (card->dma > DMA_MOST) {
		fprintf(stderr, "an entry point has made %u accesses to memory\n",
			card->dma);
		abort();
	}
}

static int dma_read(void *opaque, uint64_t addr, void *buf, size_t len)
{
	struct machine_card *card = opaque;

	count(card);
	if (addr >= MACHINE_BAR(0))
		return access_bar(card->machine, addr, buf, len, false);
	if (addr > MACHINE_MEMORY || len > MACHINE_MEMORY - addr)
		return -1;
	memcpy(buf, card->machine->memory + addr, len);
	return 0;
}

static int dma_write(void *opaque, uint64_t addr, const void *buf, size_t len)
{
	struct machine_card *card = opaque;

	count(card);
	if (addr >= MACHINE_BAR(0))
		return access_bar(card->machine, addr, (void *)buf, len, true);
	if (addr > MACHINE_MEMORY || len > MACHINE_MEMORY - addr)
		return -1;
	memcpy(card->machine->memory + addr, buf, len);
	return 0;
}

static void irq(void *opaque, unsigned int vector)
{
	struct machine_card *card = opaque;

	if (vector >= NIC_VECTORS_MAX)
		abort();
	card->irqs[vector]++;
}

static uint64_t now(void *opaque)
{
	struct machine_card *card = opaque;

	return card->machine->clock += 100;
}

static void wire_tx(void *opaque, const void *frame, size_t len)
{
	struct machine_card *card = opaque;
	struct machine_card *other = card->machine->card +
				   (card == card->machine->card);

	if (len > sizeof(card->frame))
		abort();
	memcpy(card->frame, frame, len);
	card->frame_len = len;
	card->sent++;
	if (!other->nic)
		return;
	other->dma = 0;
	nic_wire_rx(other->nic, frame, len);
}

static void wire_offer(void *opaque, const struct nic_offer *offer)
{
	struct machine_card *card = opaque;
	struct machine_card *other = card->machine->card +
				   (card == card->machine->card);

	card->offer = *offer;
	if (other->nic)
		nic_wire_partner(other->nic, offer);
}

static void timer(void *opaque, uint64_t when)
{
	struct machine_card *card = opaque;

	card->when = when;
}

static void trace(void *opaque, const char *text)
{
	struct machine_card *card = opaque;

	if (!memchr(text, 0, 256))
		abort();
	card->machine->traced++;
}

static void say(void *opaque, const char *text)
{
	struct machine_card *card = opaque;
	struct machine *machine = card->machine;
	size_t room = sizeof(machine->said) - machine->said_len;
	size_t n = strlen(text);

	if (n + 2 > room)
		return;
	memcpy(machine->said + machine->said_len, text, n);
	machine->said_len += n;
	machine->said[machine->said_len++] = '\n';
	machine->said[machine->said_len] = '\0';
}

/**
 * machine_nic() - get the card in a slot, and create it if the slot is empty
 * @machine: the machine
 * @card: number of the slot
 *
 * Return: the card.
 */
struct nic *machine_nic(struct machine *machine, unsigned int card)
{
	const struct nic_config config = { .mac = { 2, 0, 0, 0, 0, card + 1 },
					   .vectors = 16 };
	struct machine_card *slot = &machine->card[card];
	struct machine_card *other = &machine->card[!card];
	const struct nic_host host = {
		.opaque = slot, .dma_read = dma_read, .dma_write = dma_write,
		.irq = irq, .now = now, .wire_tx = wire_tx,
		.wire_offer = wire_offer, .timer = timer,
		.trace = trace, .say = say,
	};

	if (slot->nic)
		return slot->nic;
	slot->machine = machine;
	slot->nic = nic_new(machine->target->model, &host, &config);
	if (!slot->nic)
		abort();
	if (other->nic)
		nic_wire_partner(slot->nic, &other->offer);
	return slot->nic;
}

/**
 * machine_new() - make a machine with a card in its first slot
 * @target: the kind of card
 *
 * Return: the machine, which is always the same one.
 */
struct machine *machine_new(const struct target *target)
{
	/* Mapping new memory would cost more time than a whole test. */
	static struct machine only;
	struct machine *machine = &only;

	memset(machine, 0, offsetof(struct machine, said));
	machine->said_len = 0;
	machine->traced = 0;
	machine->target = target;
	machine_nic(machine, 0);
	return machine;
}

void machine_free(struct machine *machine)
{
	for (unsigned int i = 0; i < MACHINE_CARDS; i++)
		nic_free(machine->card[i].nic);
}
