// SPDX-License-Identifier: GPL-2.0
/* The card as a whole: its creation, its reset, its PCI identity. */
#include <stdlib.h>
#include <string.h>

#include "nic/injected.h"
#include "nic/nic.h"

#include "control_lines.h"
#include "e810.h"
#include "function.h"
#include "registers.h"

/* Room for two tags that the card puts in, and for padding */
#define TX_ROOM		64
/* The longest frame, with room for padding and the FCS */
#define RX_ROOM		(65536 + 64)

/* A PCI reset, as after power-on. Faults from the control socket stay. */
static void reset(struct nic *nic)
{
	struct e810 *card = (struct e810 *)nic;

	e810_core_reset(card);
	e810_register_set(card, GLGEN_RTRIG, 0);
}

static void destroy(struct nic *nic)
{
	struct e810 *card = (struct e810 *)nic;

	free(card->regs);
	free(card->tx_buf);
	free(card->seg_buf);
	free(card->rx_buf);
	free(card);
}

static struct nic *create(const struct nic_host *host,
			  const struct nic_config *config)
{
	struct e810 *card = calloc(1, sizeof(*card));

	if (!card)
		return NULL;
	card->nic.model = &nic_e810;
	card->nic.host = *host;
	card->nic.config = *config;
	card->port.cable = true;
	card->tx_buf = malloc(E810_SEND_MAX + TX_ROOM);
	card->seg_buf = malloc(E810_SEND_MAX + TX_ROOM);
	card->rx_buf = malloc(RX_ROOM);
	if (!e810_registers_init(card) || !card->tx_buf || !card->seg_buf ||
	    !card->rx_buf) {
		destroy(&card->nic);
		return NULL;
	}
	reset(&card->nic);
	return &card->nic;
}

static void inject(struct nic *nic, const struct nic_injected *in)
{
	struct e810 *card = (struct e810 *)nic;

	memcpy(card->rx_buf, in->frame, in->len);
	e810_port_take(card, in->len, &in->forced);
}

static bool link_up(const struct nic *nic)
{
	return e810_port_up((const struct e810 *)nic);
}

static void no_faults(struct nic *nic)
{
	((struct e810 *)nic)->faults = (struct e810_faults){ 0 };
}

/* A bit for each control queue that has commands */
static void run_commands(struct nic *nic, u32 vector)
{
	for (unsigned int i = 0; i < E810_CQS; i++)
		if (vector & BIT(i))
			e810_cq_run((struct e810 *)nic, i);
}

static void run_queue(struct nic *nic, u32 queue)
{
	e810_txq_run((struct e810 *)nic, queue);
}

static u64 due(const struct nic *nic)
{
	const struct e810 *card = (const struct e810 *)nic;

	return nic_earlier(e810_irq_next(card), card->core_reset_at);
}

static void timer(struct nic *nic, u64 now)
{
	struct e810 *card = (struct e810 *)nic;

	if (card->core_reset_at && now >= card->core_reset_at)
		e810_core_reset(card);
	e810_irq_timer(card, now);
}

const struct nic_model nic_e810 = {
	.name = "e810",
	.desc = "Intel E810-C for QSFP, modelled",
	.vendor = 0x8086,
	.device = 0x1592,
	.revision = 2,
	/* E810-CQDA2 */
	.subsystem_vendor = 0x8086,
	.subsystem = 0x0002,
	.bar_size = 32 << 20,
	/* As on the real card: a BAR of its own. */
	.msix_bar = 3,
	.msix_bar_size = 64 << 10,
	.msix_table = 0,
	.msix_pba = 0x8000,
	.serial_number = true,
	.create = create,
	.free = destroy,
	.reset = reset,
	.mmio_read = e810_mmio_read,
	.mmio_write = e810_mmio_write,
	.wire_rx = e810_wire_rx,
	.wire_link = e810_wire_link,
	.wire_partner = e810_wire_partner,
	.send_queues = E810_QUEUES,
	.commands = e810_commands,
	.type_max = 0x3ff,
	.inject = inject,
	.link_up = link_up,
	.no_faults = no_faults,
	.run_commands = run_commands,
	.run_queue = run_queue,
	.due = due,
	.timer = timer,
};
