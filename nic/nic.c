// SPDX-License-Identifier: GPL-2.0
/* The entry points of a NIC, with the checks that all models need. */
#include "common_lines.h"
#include "nic.h"

/* The longest frame from a wire */
#define FRAME_MAX	65536

/*
 * A guest may point DMA at the registers of this card or of another one, and a
 * wire may end where it began. Such a call would find the model in the middle
 * of another one, and two cards that ring each other would never end. Such
 * accesses are lost.
 */
static unsigned int entered;

static bool nic_enter(struct nic *nic)
{
	if (nic->busy)
		return false;
	nic->busy = true;
	entered++;
	nic_budget_begin(nic);
	return true;
}

static void nic_leave(struct nic *nic)
{
	entered--;
	nic->busy = false;
}

/**
 * nic_new() - make a card
 * @model: the kind of card
 * @host: the machine; copied
 * @config: address and vectors; copied
 *
 * Return: the card as after power-on, with the link up; NULL when a callback is
 * missing, the number of vectors is out of range or memory is short.
 */
struct nic *nic_new(const struct nic_model *model, const struct nic_host *host,
		    const struct nic_config *config)
{
	if (!host->dma_read || !host->dma_write || !host->irq || !host->now ||
	    !host->wire_tx || !host->timer)
		return NULL;
	if (config->vectors < 2 || config->vectors > NIC_VECTORS_MAX)
		return NULL;
	return model->create(host, config);
}

/**
 * nic_free() - undo nic_new()
 * @nic: the card, or NULL
 */
void nic_free(struct nic *nic)
{
	if (nic)
		nic->model->free(nic);
}

/**
 * nic_reset() - PCI reset: destroy all objects of the driver
 * @nic: the card
 *
 * The counters of the port, the state of the wire and the settings of
 * nic_control() stay.
 */
void nic_reset(struct nic *nic)
{
	if (!nic_enter(nic))
		return;
	nic->model->reset(nic);
	nic_leave(nic);
}

/**
 * nic_mmio_read() - the guest reads from BAR 0
 * @nic: the card
 * @off: offset in the BAR
 * @size: 1, 2, 4 or 8 bytes
 *
 * Return: the value, with the byte at @off in the lowest bits; 0 past the end.
 */
uint64_t nic_mmio_read(struct nic *nic, uint64_t off, unsigned int size)
{
	if (size > 8 || off > nic->model->bar_size - size)
		return 0;
	return nic->model->mmio_read(nic, off, size);
}

/**
 * nic_mmio_write() - the guest writes to BAR 0
 * @nic: the card
 * @off: offset in the BAR
 * @val: the value, with the byte for @off in the lowest bits
 * @size: 1, 2, 4 or 8 bytes
 */
void nic_mmio_write(struct nic *nic, uint64_t off, uint64_t val,
		    unsigned int size)
{
	if (size > 8 || off > nic->model->bar_size - size || entered ||
	    !nic_enter(nic))
		return;
	nic->model->mmio_write(nic, off, val, size);
	nic_leave(nic);
}

/**
 * nic_wire_rx() - a frame comes from the wire
 * @nic: the card
 * @frame: from the destination address on, without FCS
 * @len: number of bytes; an empty frame or one above 64 KiB is lost
 */
void nic_wire_rx(struct nic *nic, const void *frame, size_t len)
{
	if (!len || len > FRAME_MAX || !nic_enter(nic))
		return;
	nic->model->wire_rx(nic, frame, len);
	nic_leave(nic);
}

/**
 * nic_wire_link() - the cable is plugged or pulled
 * @nic: the card
 * @up: plugged
 */
void nic_wire_link(struct nic *nic, bool up)
{
	if (!nic_enter(nic))
		return;
	nic->model->wire_link(nic, up);
	nic_leave(nic);
}

/**
 * nic_wire_partner() - the other end of the wire says what it may use
 * @nic: the card
 * @offer: its offer
 *
 * A model that makes no offers of its own may ignore it.
 */
void nic_wire_partner(struct nic *nic, const struct nic_offer *offer)
{
	if (!nic_enter(nic))
		return;
	if (nic->model->wire_partner)
		nic->model->wire_partner(nic, offer);
	nic_leave(nic);
}

/**
 * nic_timer() - the time of the last timer() callback has come
 * @nic: the card
 */
void nic_timer(struct nic *nic)
{
	if (!nic_enter(nic))
		return;
	nic_work_timer(nic);
	nic_leave(nic);
}

/**
 * nic_control() - a line of the control socket
 * @nic: the card
 * @line: the line, without newline
 *
 * The answer goes to the say() callback: any number of lines, then "ok", or one
 * line "error WHY".
 */
void nic_control(struct nic *nic, const char *line)
{
	if (!nic_enter(nic))
		return;
	nic_line(nic, line);
	nic_leave(nic);
}
