// SPDX-License-Identifier: GPL-2.0
/* The card as a whole: its creation, its reset, its PCI identity. */
#include <stdlib.h>
#include <string.h>

#include "nic/injected.h"
#include "nic/nic.h"

#include "caps.h"
#include "command_queue.h"
#include "control_lines.h"
#include "cx5.h"
#include "mmio.h"
#include "sq.h"

/* Destroys all objects of the driver. Faults from the control socket stay. */
static void reset(struct nic *nic)
{
	struct cx5 *cx5 = (struct cx5 *)nic;

	cx5_num_free_all(cx5);
	cx5->enabled = false;
	cx5->issi = false;
	cx5->cmdq = 0;
	cx5->rx_root = 0;
	cx5->cq_timer = (struct cx5_cq_timer){ 0 };
	nic_work_drop_all(nic);
	cx5_caps_init(cx5);
	cx5_port_init(cx5);
	cx5_trace(cx5, "reset");
}

static void destroy(struct nic *nic)
{
	struct cx5 *cx5 = (struct cx5 *)nic;

	cx5_num_free_all(cx5);
	free(cx5->tx_buf);
	free(cx5->seg_buf);
	free(cx5->rx_buf);
	free(cx5);
}

static struct nic *create(const struct nic_host *host,
			  const struct nic_config *config)
{
	struct cx5 *cx5 = calloc(1, sizeof(*cx5));

	if (!cx5)
		return NULL;
	cx5->nic.model = &nic_connectx5;
	cx5->nic.host = *host;
	cx5->nic.config = *config;
	cx5->cable = true;
	cx5->tx_buf = malloc(CX5_FRAME_MAX);
	cx5->seg_buf = malloc(CX5_FRAME_MAX);
	/* The longest frame, with room for padding and a tag */
	cx5->rx_buf = malloc(65536 + 64);
	if (!cx5->tx_buf || !cx5->seg_buf || !cx5->rx_buf) {
		destroy(&cx5->nic);
		return NULL;
	}
	cx5_num_init(cx5);
	reset(&cx5->nic);
	return &cx5->nic;
}

static void inject(struct nic *nic, const struct nic_injected *in)
{
	struct cx5 *cx5 = (struct cx5 *)nic;

	memcpy(cx5->rx_buf, in->frame, in->len);
	cx5_port_take(cx5, in->len, &in->forced);
}

static bool link_up(const struct nic *nic)
{
	return cx5_port_up((const struct cx5 *)nic);
}

static void no_faults(struct nic *nic)
{
	((struct cx5 *)nic)->faults = (struct cx5_faults){ 0 };
}

static void run_commands(struct nic *nic, u32 vector)
{
	cx5_cmdq_run((struct cx5 *)nic, vector);
}

/* Numbers of queues begin with 1. */
static void run_queue(struct nic *nic, u32 queue)
{
	cx5_sq_run((struct cx5 *)nic, queue + 1);
}

const struct nic_model nic_connectx5 = {
	.name = "connectx5",
	.desc = "Mellanox ConnectX-5, modelled",
	.vendor = 0x15b3,
	.device = 0x1017,
	.bar_size = 32 << 20,
	/* As on the real card: behind the initialization segment. */
	.msix_table = 0x2000,
	.msix_pba = 0x3000,
	.create = create,
	.free = destroy,
	.reset = reset,
	.mmio_read = cx5_mmio_read,
	.mmio_write = cx5_mmio_write,
	.wire_rx = cx5_wire_rx,
	.wire_link = cx5_wire_link,
	.wire_partner = cx5_wire_partner,
	.send_queues = CX5_WQS,
	.commands = cx5_commands,
	.type_max = 0xff,
	.inject = inject,
	.link_up = link_up,
	.no_faults = no_faults,
	.run_commands = run_commands,
	.run_queue = run_queue,
	.due = cx5_cq_timer_due,
	.timer = cx5_cq_timer,
};
