// SPDX-License-Identifier: GPL-2.0
/*
 * The lines of the control socket that only this card has; nic/common_lines.c
 * has the others.
 *
 *	stats			counters of the port; the number of commands, of
 *				sends with an offload and of objects, and of
 *				those that the driver had not freed when it
 *				unloaded
 *	queues			the receive and transmit queues
 *	rules			the rules of the switch, with hits
 *	reset core		reset the whole device, as another function of it may
 *	rx-error N		the next N received frames have the error bit
 *	drop-writeback N	the next N completions of sends are lost
 */
#include <stdio.h>

#include "nic/control_line.h"
#include "nic/lines.h"

#include "control_lines.h"
#include "e810.h"
#include "function.h"


static struct e810 *card_of(struct nic *nic)
{
	return (struct e810 *)nic;
}

static const char *say_stats(struct nic *nic, struct nic_line *line)
{
	struct e810 *card = card_of(nic);
	char more[160];

	snprintf(more, sizeof(more), "no_rule=%llu no_descriptor=%llu delivered=%llu pruned=%llu",
		 (unsigned long long)card->no_rule,
		 (unsigned long long)card->no_descriptor,
		 (unsigned long long)card->delivered,
		 (unsigned long long)card->pruned);
	nic_port_say(nic, &card->rx, &card->tx, more);
	nic_say(nic, "commands=%u link=%s vlan=%s package=%s left=%u",
		card->commands, e810_port_up(card) ? "up" : "down",
		card->rules.double_vlan ? "double" : "single",
		card->package.loaded ? "yes" : "no", card->left);
	nic_say(nic, "offloads checksum=%llu large=%llu tag=%llu",
		(unsigned long long)card->offloads.checksum,
		(unsigned long long)card->offloads.large,
		(unsigned long long)card->offloads.tag);
	nic_say(nic, "vsis=%u rules=%u resources=%u txqs=%u",
		e810_vsi_used(card), e810_switch_used(card),
		e810_pool_used(card), e810_txq_used(card));
	return NULL;
}

static const char *say_queues(struct nic *nic, struct nic_line *line)
{
	struct e810 *card = card_of(nic);

	for (u32 i = 0; i < E810_QUEUES; i++) {
		const struct e810_rxq *rxq = &card->rxq[i];

		if (rxq->enabled)
			nic_say(nic, "rxq %u size=%u head=%u tail=%u packets=%llu dropped=%llu",
				i, e810_rxq_size(card, i), rxq->head, rxq->tail,
				(unsigned long long)rxq->packets,
				(unsigned long long)rxq->dropped);
	}
	for (u32 i = 0; i < E810_QUEUES; i++) {
		const struct e810_txq *txq = &card->txq[i];

		if (txq->enabled)
			nic_say(nic, "txq %u size=%u vsi=%u head=%u tail=%u packets=%llu errors=%llu",
				i, txq->len, txq->vsi, txq->head, txq->tail,
				(unsigned long long)txq->packets,
				(unsigned long long)txq->errors);
	}
	return NULL;
}

static const char *say_rules(struct nic *nic, struct nic_line *line)
{
	e810_switch_say(card_of(nic));
	return NULL;
}

static const char *reset(struct nic *nic, struct nic_line *line)
{
	if (line->n != 2 || !nic_line_is(line, 1, "core"))
		return "want reset core";
	e810_core_reset_start(card_of(nic), 0, GLGEN_RTRIG_CORER_M);
	return NULL;
}

static const char *fail_receive(struct nic *nic, struct nic_line *line)
{
	return nic_line_count(line, &card_of(nic)->faults.rx_error) ?
	       NULL : "want rx-error N";
}

static const char *drop_writeback(struct nic *nic, struct nic_line *line)
{
	return nic_line_count(line, &card_of(nic)->faults.drop_writeback) ?
	       NULL : "want drop-writeback N";
}

const struct nic_line_command e810_commands[] = {
	{ "stats", say_stats },
	{ "queues", say_queues },
	{ "rules", say_rules },
	{ "reset", reset },
	{ "rx-error", fail_receive },
	{ "drop-writeback", drop_writeback },
	{ 0 },
};
