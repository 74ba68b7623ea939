// SPDX-License-Identifier: GPL-2.0
/* The machine around a card under test. */
#include <stdlib.h>
#include <string.h>

#include "guest.h"

static int dma_read(void *opaque, uint64_t addr, void *buf, size_t len)
{
	struct guest *guest = opaque;

	if (addr > GUEST_MEMORY || len > GUEST_MEMORY - addr)
		return -1;
	memcpy(buf, guest->memory + addr, len);
	return 0;
}

static int dma_write(void *opaque, uint64_t addr, const void *buf, size_t len)
{
	struct guest *guest = opaque;

	if (addr > GUEST_MEMORY || len > GUEST_MEMORY - addr)
		return -1;
	memcpy(guest->memory + addr, buf, len);
	return 0;
}

static void irq(void *opaque, unsigned int vector)
{
	struct guest *guest = opaque;

	if (vector >= NIC_VECTORS_MAX)
		abort();
	guest->irqs[vector]++;
}

static uint64_t now(void *opaque)
{
	struct guest *guest = opaque;

	return guest->clock += 100;
}

static void wire_tx(void *opaque, const void *frame, size_t len)
{
	struct guest *guest = opaque;

	if (len > sizeof(guest->frame))
		abort();
	memcpy(guest->frame, frame, len);
	guest->frame_len = len;
	guest->sent++;
}

static void timer(void *opaque, uint64_t when)
{
}

static void line(void *opaque, const char *text)
{
	if (!memchr(text, 0, 1024))
		abort();
}

/**
 * guest_new() - a machine with a card in it
 * @model: the kind of card
 *
 * Return: the machine; it ends when there is no memory for it.
 */
struct guest *guest_new(const struct nic_model *model)
{
	const struct nic_config config = { .mac = { 2, 0, 0, 0, 0, 1 },
					   .vectors = 16 };
	struct guest *guest = calloc(1, sizeof(*guest));
	const struct nic_host host = {
		.opaque = guest, .dma_read = dma_read, .dma_write = dma_write,
		.irq = irq, .now = now, .wire_tx = wire_tx, .timer = timer,
		.trace = line, .say = line,
	};

	if (!guest)
		abort();
	guest->nic = nic_new(model, &host, &config);
	if (!guest->nic)
		abort();
	return guest;
}

void guest_free(struct guest *guest)
{
	nic_free(guest->nic);
	free(guest);
}
