// SPDX-License-Identifier: GPL-2.0
/*
 * The control socket. A line is a command. Its answer ends with "ok", or is
 * "error WHY". Numbers are decimal, or hexadecimal with 0x.
 *
 *	help			list these commands
 *	stats			counters of the port; the number of commands and
 *				objects, and of those that the driver had not
 *				freed when it unloaded
 *	queues			the receive and transmit queues
 *	rules			the rules of the switch, with hits
 *	link up|down		plug or pull the cable
 *	fail N STATUS [OPCODE]	the N-th command from now on (of this opcode)
 *				fails with ICE_AQ_RC_... STATUS
 *	rx-error N		the next N received frames have the error bit
 *	drop-irq N		the next N interrupts are lost
 *	drop-writeback N	the next N completions of sends are lost
 *	inject WORDS HEX	receive a frame, given in hexadecimal. WORDS are
 *				any of: hash=N, type=N (a packet type), vlan=TCI
 *				(beside the frame) or vlan=none, time=NS
 *	no faults		end all of these faults
 */
#include <stdio.h>

#include "nic/control_line.h"
#include "nic/injected.h"
#include "nic/lines.h"

#include "control_lines.h"
#include "e810.h"
#include "receive.h"

#define PTYPE_MAX	0x3ff

static struct e810 *card_of(struct nic *nic)
{
	return (struct e810 *)nic;
}

static const char *say_stats(struct nic *nic, struct nic_line *line)
{
	struct e810 *card = card_of(nic);
	char more[64];

	snprintf(more, sizeof(more), "no_rule=%llu pruned=%llu",
		 (unsigned long long)card->rules.unmatched,
		 (unsigned long long)card->rules.pruned);
	nic_port_say(nic, &card->rx, &card->tx, more);
	nic_say(nic, "commands=%u link=%s vlan=%s package=%s left=%u",
		card->commands, e810_port_up(card) ? "up" : "down",
		card->rules.double_vlan ? "double" : "single",
		card->package.loaded ? "yes" : "no", card->left);
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
			nic_say(nic, "rxq %u head=%u tail=%u packets=%llu dropped=%llu",
				i, rxq->head, rxq->tail,
				(unsigned long long)rxq->packets,
				(unsigned long long)rxq->dropped);
	}
	for (u32 i = 0; i < E810_QUEUES; i++) {
		const struct e810_txq *txq = &card->txq[i];

		if (txq->enabled)
			nic_say(nic, "txq %u vsi=%u head=%u tail=%u packets=%llu errors=%llu",
				i, txq->vsi, txq->head, txq->tail,
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

static const char *set_link(struct nic *nic, struct nic_line *line)
{
	bool up;

	if (!nic_line_choice(line, "up", "down", &up))
		return "want link up, or link down";
	e810_wire_link(nic, up);
	return NULL;
}

static const char *fail_command(struct nic *nic, struct nic_line *line)
{
	return nic_line_fail(line, &card_of(nic)->faults.command);
}

static const char *fail_receive(struct nic *nic, struct nic_line *line)
{
	return nic_line_count(line, &card_of(nic)->faults.rx_error) ?
	       NULL : "want rx-error N";
}

static const char *drop_irq(struct nic *nic, struct nic_line *line)
{
	return nic_line_count(line, &card_of(nic)->faults.drop_irq) ?
	       NULL : "want drop-irq N";
}

static const char *drop_writeback(struct nic *nic, struct nic_line *line)
{
	return nic_line_count(line, &card_of(nic)->faults.drop_writeback) ?
	       NULL : "want drop-writeback N";
}

static const char *inject(struct nic *nic, struct nic_line *line)
{
	struct e810 *card = card_of(nic);
	struct nic_forced forced = { 0 };
	const char *error;
	u32 len;

	error = nic_line_inject(line, PTYPE_MAX, e810_port_up(card), &forced,
				card->rx_buf, &len);
	if (error)
		return error;
	e810_port_take(card, len, &forced);
	return NULL;
}

static const char *no_faults(struct nic *nic, struct nic_line *line)
{
	if (line->n != 2 || !nic_line_is(line, 1, "faults"))
		return "want no faults";
	card_of(nic)->faults = (struct e810_faults){ 0 };
	return NULL;
}

static const struct nic_line_command commands[] = {
	{ "stats", say_stats },
	{ "queues", say_queues },
	{ "rules", say_rules },
	{ "link", set_link },
	{ "fail", fail_command },
	{ "rx-error", fail_receive },
	{ "drop-irq", drop_irq },
	{ "drop-writeback", drop_writeback },
	{ "inject", inject },
	{ "no", no_faults },
};

/**
 * e810_control() - entry point: a line of the control socket
 * @nic: the card
 * @line: the line
 */
void e810_control(struct nic *nic, const char *line)
{
	nic_line_run(nic, commands, ARRAY_SIZE(commands), line);
}
