// SPDX-License-Identifier: GPL-2.0
/*
 * The control socket. A line is a command. Its answer ends with "ok", or is
 * "error WHY". Numbers are decimal, or hexadecimal with 0x. Besides its own
 * commands, each card has:
 *
 *	help			list the commands
 *	link up|down		plug or pull the cable
 *	fail N STATUS [OPCODE]	the N-th command from now on (of this opcode)
 *				fails with STATUS, as the card numbers them
 *	drop-irq N		the next N interrupts are lost
 *	inject WORDS HEX	receive a frame, given in hexadecimal. WORDS are
 *				any of: hash=N, type=N (as in the card's
 *				descriptor), vlan=TCI (beside the frame) or
 *				vlan=none, time=NS
 *	cpu-time		the CPU time that the program with the cards has used,
 *				all its threads together
 *	no faults		end all faults
 */
#include <time.h>

#include "common_lines.h"
#include "injected.h"
#include "lines.h"
#include "nic.h"

#define U32_MAX		0xffffffffU

static const char *set_link(struct nic *nic, struct nic_line *line)
{
	bool up;

	if (!nic_line_choice(line, "up", "down", &up))
		return "want link up, or link down";
	nic->model->wire_link(nic, up);
	return NULL;
}

static const char *fail_command(struct nic *nic, struct nic_line *line)
{
	u64 n, status, opcode = 0;

	if (line->n < 3 || line->n > 4 ||
	    !nic_line_number(line->word[1], U32_MAX, &n) ||
	    !nic_line_number(line->word[2], 255, &status) || !status ||
	    (line->n > 3 && !nic_line_number(line->word[3], 0xffff, &opcode)))
		return "want fail N STATUS [OPCODE]";
	nic->faults.command = n;
	nic->faults.status = status;
	nic->faults.opcode = opcode;
	return NULL;
}

/**
 * nic_command_fault() - whether a command is to fail
 * @nic: the card; counts the command
 * @opcode: the command
 *
 * Return: the status, or 0: execute the command.
 */
u8 nic_command_fault(struct nic *nic, u16 opcode)
{
	struct nic_faults *faults = &nic->faults;

	if (!faults->command ||
	    (faults->opcode && faults->opcode != opcode))
		return 0;
	return --faults->command ? 0 : faults->status;
}

static const char *drop_irq(struct nic *nic, struct nic_line *line)
{
	return nic_line_count(line, &nic->faults.drop_irq) ?
	       NULL : "want drop-irq N";
}

static const char *inject(struct nic *nic, struct nic_line *line)
{
	struct nic_injected in = { 0 };
	const char *error = nic_line_inject(line, nic->model->type_max,
					    nic->model->link_up(nic), &in);

	if (!error)
		nic->model->inject(nic, &in);
	return error;
}

/* A guest's own clocks also count what its machine waits for. */
static const char *cpu_time(struct nic *nic, struct nic_line *line)
{
	struct timespec ts;

	if (line->n != 1)
		return "want cpu-time";
	if (clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &ts))
		return "there is no such clock";
	nic_say(nic, "ns=%llu", ts.tv_sec * 1000000000ULL + ts.tv_nsec);
	return NULL;
}

static const char *no_faults(struct nic *nic, struct nic_line *line)
{
	if (line->n != 2 || !nic_line_is(line, 1, "faults"))
		return "want no faults";
	nic->faults = (struct nic_faults){ 0 };
	nic->model->no_faults(nic);
	return NULL;
}

static const struct nic_line_command commands[] = {
	{ "link", set_link },
	{ "fail", fail_command },
	{ "drop-irq", drop_irq },
	{ "inject", inject },
	{ "cpu-time", cpu_time },
	{ "no", no_faults },
	{ 0 },
};

/**
 * nic_line() - execute a line of the control socket
 * @nic: the card
 * @text: the line
 */
void nic_line(struct nic *nic, const char *text)
{
	const struct nic_line_command *tables[] = { nic->model->commands,
						    commands, NULL };

	nic_line_run(nic, tables, text);
}
