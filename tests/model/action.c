// SPDX-License-Identifier: GPL-2.0
/* The actions of a guest, as bytes. */
#include <string.h>

#include <linux/types.h>

#include "action.h"

static uint64_t number(const uint8_t *p, size_t bytes)
{
	uint64_t val = 0;

	while (bytes--)
		val = val << 8 | p[bytes];
	return val;
}

static void run_memory(struct machine *machine, const uint8_t *p, size_t len)
{
	size_t at = number(p, 4) % MACHINE_MEMORY;

	len = min(len - 4, MACHINE_MEMORY - at);
	memcpy(machine->memory + at, p + 4, len);
}

static void run_line(struct machine *machine, struct nic *nic, const uint8_t *p,
		     size_t len)
{
	char line[8192];

	len = min(len, sizeof(line) - 1);
	memcpy(line, p, len);
	line[len] = '\0';
	machine->said_len = 0;
	machine->said[0] = '\0';
	nic_control(nic, line);
}

static void run_timer(struct machine *machine, struct machine_card *card)
{
	if (!card->when)
		return;
	machine->clock = max(machine->clock, card->when);
	card->when = 0;
	nic_timer(card->nic);
}

/**
 * action_run() - execute an action
 * @machine: the machine
 * @kind: ACTION_..., with ACTION_SECOND or without
 * @p: the arguments
 * @len: bytes of the arguments; with too few, the action is ignored
 *
 * Return: the value of an ACTION_READ; 0 of any other.
 */
uint64_t action_run(struct machine *machine, uint8_t kind, const uint8_t *p,
		    size_t len)
{
	static const size_t least[ACTION_KINDS] = {
		[ACTION_MEMORY] = 4, [ACTION_WRITE] = 13, [ACTION_READ] = 5,
		[ACTION_COMMAND] = 2, [ACTION_LINK] = 1,
	};
	unsigned int n = kind & ACTION_SECOND ? 1 : 0;
	struct nic *nic = machine_nic(machine, n);
	struct machine_card *card = &machine->card[n];

	kind = (kind & ~ACTION_SECOND) % ACTION_KINDS;
	card->dma = 0;
	if (len < least[kind])
		return 0;
	switch (kind) {
	case ACTION_MEMORY:
		run_memory(machine, p, len);
		break;
	case ACTION_WRITE:
		nic_mmio_write(nic, number(p, 4), number(p + 5, 8),
			       1 << (p[4] & 3));
		break;
	case ACTION_READ:
		return nic_mmio_read(nic, number(p, 4), 1 << (p[4] & 3));
	case ACTION_FRAME:
		nic_wire_rx(nic, p, len);
		break;
	case ACTION_LINE:
		run_line(machine, nic, p, len);
		break;
	case ACTION_TIMER:
		run_timer(machine, card);
		break;
	case ACTION_COMMAND:
		machine->target->command(machine, n, p, len);
		break;
	case ACTION_RESET:
		nic_reset(nic);
		break;
	case ACTION_LINK:
		nic_wire_link(nic, *p & 1);
		break;
	}
	return 0;
}

/**
 * action_run_all() - execute a list of actions
 * @machine: the machine
 * @p: the list
 * @len: bytes of the list; the last action may be cut short
 */
void action_run_all(struct machine *machine, const uint8_t *p, size_t len)
{
	while (len >= 3) {
		size_t n = min((size_t)number(p + 1, 2), len - 3);

		action_run(machine, p[0], p + 3, n);
		p += 3 + n;
		len -= 3 + n;
	}
}

/**
 * action_append() - append an action to a list
 * @list: the list; a full one stays as it is
 * @kind: ACTION_..., with ACTION_SECOND or without
 * @p: the arguments
 * @len: bytes of the arguments
 */
void action_append(struct action_list *list, uint8_t kind, const void *p,
		   size_t len)
{
	uint8_t head[3] = { kind, len, len >> 8 };

	if (list->len + sizeof(head) + len > ACTIONS_MAX || len >= 65536)
		return;
	memcpy(list->bytes + list->len, head, sizeof(head));
	if (len)
		memcpy(list->bytes + list->len + sizeof(head), p, len);
	list->len += sizeof(head) + len;
}
