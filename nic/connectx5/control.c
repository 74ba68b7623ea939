// SPDX-License-Identifier: GPL-2.0
/*
 * The control socket. A line is a command. Its answer ends with "ok", or is
 * "error WHY". Numbers are decimal, or hexadecimal with 0x.
 *
 *	help			list these commands
 *	stats			counters of the port and its queues; the number
 *				of objects (queues, keys, flow tables ...), and
 *				of those that TEARDOWN_HCA found undestroyed
 *	queues			the receive and send queues, their counters, and
 *				the moderation of their completions
 *	rules			the flow tables and their rules, with hits
 *	link up|down		plug or pull the cable
 *	fail N STATUS [OPCODE]	the N-th command from now on (of this opcode)
 *				fails with MLX5_CMD_STAT_... STATUS
 *	cqe-error N SYNDROME	the next N received packets complete with an
 *				error
 *	sq-error N SYNDROME	the next N WQEs that send complete with an error
 *				instead. Their queue goes to the error state,
 *				which flushes all other posted WQEs
 *	drop-irq N		the next N interrupts are lost
 *	health stop|run		the counter by which the driver sees that the
 *				card works
 *	symmetric on|off	off: hash the fields in their own order, as in
 *				the published vectors, even if the driver asks
 *				for a symmetric hash, as mlx5 does
 *	inject WORDS HEX	receive a frame, given in hexadecimal. WORDS are
 *				any of: hash=N, type=N (as in the completion),
 *				vlan=TCI (stripped) or vlan=none, time=NS
 *	no faults		end all of these faults
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "nic/nic.h"

#include "control.h"
#include "cq.h"
#include "cx5.h"
#include "format.h"
#include "internal_timer.h"
#include "rq.h"
#include "sq.h"
#include "steer.h"
#include "trace.h"

#define WORDS_MAX	8
#define U32_MAX		0xffffffffU

/**
 * struct words - the words of a line
 * @n: number of words
 * @word: the words, then NULL
 */
struct words {
	int n;
	char *word[WORDS_MAX + 1];
};

static bool number(const char *text, u64 max, u64 *val)
{
	char *end;

	if (!text || *text < '0' || *text > '9')
		return false;
	errno = 0;
	*val = strtoull(text, &end, 0);
	return !*end && !errno && *val <= max;
}

static const char *say_stats(struct cx5 *cx5, struct words *w)
{
	const struct cx5_stats *rx = &cx5->rx, *tx = &cx5->tx;

	cx5_say(cx5, "rx packets=%llu bytes=%llu dropped=%llu errors=%llu too_long=%llu no_buffer=%llu no_rule=%llu",
		(unsigned long long)rx->packets, (unsigned long long)rx->bytes,
		(unsigned long long)rx->dropped, (unsigned long long)rx->errors,
		(unsigned long long)rx->too_long,
		(unsigned long long)cx5->rx_no_buffer,
		(unsigned long long)cx5->rx_no_rule);
	cx5_say(cx5, "tx packets=%llu bytes=%llu dropped=%llu too_long=%llu",
		(unsigned long long)tx->packets, (unsigned long long)tx->bytes,
		(unsigned long long)tx->dropped,
		(unsigned long long)tx->too_long);
	cx5_say(cx5, "commands=%u link=%s speed=%u mtu=%u left=%u objects=%u",
		cx5->commands, cx5_port_up(cx5) ? "up" : "down",
		cx5_port_up(cx5) ? nic_link_speed(cx5->link.now.mode) : 0,
		cx5->mtu,
		cx5->left, cx5_num_used(cx5));
	return NULL;
}

/* The moderation of a queue's completions, as words for its line */
static const char *moderation(struct cx5 *cx5, u32 cqn, char *words,
			      size_t room)
{
	const struct cx5_cq *cq = cx5_num_find(cx5, CX5_CQ, cqn);

	snprintf(words, room, "usecs=%u frames=%u from=%s", cq ? cq->period : 0,
		 cq ? cq->most : 0, cq && cq->from_cqe ? "cqe" : "eqe");
	return words;
}

static const char *say_queues(struct cx5 *cx5, struct words *w)
{
	char words[64];

	for (u32 i = 1; i <= CX5_WQS; i++) {
		struct cx5_rq *rq = cx5_num_find(cx5, CX5_RQ, i);

		if (!rq)
			continue;
		cx5_rq_has_buffer(cx5, rq);	/* updates "posted" */
		cx5_say(cx5, "rq %u cqn=%u state=%u type=%u size=%u taken=%u posted=%u packets=%llu dropped=%llu errors=%llu %s",
			i, rq->cqn, rq->state, rq->wq.type,
			1u << rq->wq.log_size, rq->taken, rq->posted,
			(unsigned long long)rq->packets,
			(unsigned long long)rq->dropped,
			(unsigned long long)rq->errors,
			moderation(cx5, rq->cqn, words, sizeof(words)));
	}
	for (u32 i = 1; i <= CX5_WQS; i++) {
		struct cx5_sq *sq = cx5_num_find(cx5, CX5_SQ, i);

		if (sq)
			cx5_say(cx5, "sq %u cqn=%u state=%u size=%u done=%u packets=%llu errors=%llu %s",
				i, sq->cqn, sq->state, 1u << sq->wq.log_size,
				sq->done, (unsigned long long)sq->packets,
				(unsigned long long)sq->errors,
				moderation(cx5, sq->cqn, words,
					   sizeof(words)));
	}
	return NULL;
}

static const char *say_rules(struct cx5 *cx5, struct words *w)
{
	cx5_steer_say(cx5);
	return NULL;
}

static const char *set_link(struct cx5 *cx5, struct words *w)
{
	if (w->n != 2 || (strcmp(w->word[1], "up") &&
			  strcmp(w->word[1], "down")))
		return "want link up, or link down";
	cx5_wire_link(&cx5->nic, !strcmp(w->word[1], "up"));
	return NULL;
}

static const char *fail_command(struct cx5 *cx5, struct words *w)
{
	u64 n, status, opcode = 0;

	if (w->n < 3 || w->n > 4 || !number(w->word[1], U32_MAX, &n) ||
	    !number(w->word[2], 255, &status) || !status ||
	    (w->n > 3 && !number(w->word[3], 0xffff, &opcode)))
		return "want fail N STATUS [OPCODE]";
	cx5->faults.fail_command = n;
	cx5->faults.fail_status = status;
	cx5->faults.fail_opcode = opcode;
	return NULL;
}

static const char *fail_cqe(struct cx5 *cx5, struct words *w)
{
	u64 n, syndrome;

	if (w->n != 3 || !number(w->word[1], U32_MAX, &n) ||
	    !number(w->word[2], 255, &syndrome) || !syndrome)
		return "want cqe-error N SYNDROME";
	cx5->faults.cqe_error = n;
	cx5->faults.cqe_syndrome = syndrome;
	return NULL;
}

static const char *fail_send(struct cx5 *cx5, struct words *w)
{
	u64 n, syndrome;

	if (w->n != 3 || !number(w->word[1], U32_MAX, &n) ||
	    !number(w->word[2], 255, &syndrome) || !syndrome)
		return "want sq-error N SYNDROME";
	cx5->faults.sq_error = n;
	cx5->faults.sq_syndrome = syndrome;
	return NULL;
}

static const char *drop_irq(struct cx5 *cx5, struct words *w)
{
	u64 n;

	if (w->n != 2 || !number(w->word[1], U32_MAX, &n))
		return "want drop-irq N";
	cx5->faults.drop_irq = n;
	return NULL;
}

static const char *set_health(struct cx5 *cx5, struct words *w)
{
	if (w->n != 2 || (strcmp(w->word[1], "stop") &&
			  strcmp(w->word[1], "run")))
		return "want health stop, or health run";
	cx5->faults.health_stopped = !strcmp(w->word[1], "stop");
	cx5->faults.health_at = cx5_now(cx5);
	return NULL;
}

static const char *set_symmetric(struct cx5 *cx5, struct words *w)
{
	if (w->n != 2 || (strcmp(w->word[1], "on") &&
			  strcmp(w->word[1], "off")))
		return "want symmetric on, or symmetric off";
	cx5->faults.hash_plain = !strcmp(w->word[1], "off");
	return NULL;
}

static const char *set_compress_wait(struct cx5 *cx5, struct words *w)
{
	u64 ns;

	if (w->n != 2 || !number(w->word[1], U32_MAX, &ns))
		return "want compress-wait NS";
	cx5->faults.compress_wait = ns;
	return NULL;
}

static const char *no_faults(struct cx5 *cx5, struct words *w)
{
	if (w->n != 2 || strcmp(w->word[1], "faults"))
		return "want no faults";
	cx5->faults = (struct cx5_faults){ 0 };
	return NULL;
}

static const char *inject(struct cx5 *cx5, struct words *w)
{
	return cx5_inject(cx5, w->n - 1, w->word + 1);
}

static const char *help(struct cx5 *cx5, struct words *w);

/* Each function returns an error message, or NULL. */
static const struct {
	const char *name;
	const char *(*run)(struct cx5 *cx5, struct words *w);
} commands[] = {
	{ "help", help },
	{ "stats", say_stats },
	{ "queues", say_queues },
	{ "rules", say_rules },
	{ "link", set_link },
	{ "fail", fail_command },
	{ "cqe-error", fail_cqe },
	{ "sq-error", fail_send },
	{ "drop-irq", drop_irq },
	{ "health", set_health },
	{ "symmetric", set_symmetric },
	{ "compress-wait", set_compress_wait },
	{ "inject", inject },
	{ "no", no_faults },
};

static const char *help(struct cx5 *cx5, struct words *w)
{
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		cx5_say(cx5, "%s", commands[i].name);
	return NULL;
}

static const char *run(struct cx5 *cx5, struct words *w)
{
	for (size_t i = 0; i < ARRAY_SIZE(commands); i++)
		if (!strcmp(commands[i].name, w->word[0]))
			return commands[i].run(cx5, w);
	return "unknown command; help lists them";
}

/**
 * cx5_control() - entry point: a line of the control socket
 * @nic: the card
 * @line: the line
 */
void cx5_control(struct nic *nic, const char *line)
{
	struct cx5 *cx5 = (struct cx5 *)nic;
	struct words w = { 0 };
	char *copy = strdup(line);
	const char *error;
	char *save = NULL;

	if (!copy)
		return;
	cx5_work_begin(cx5);
	for (char *p = strtok_r(copy, " \t\r", &save); p;
	     p = strtok_r(NULL, " \t\r", &save), w.n++)
		if (w.n < WORDS_MAX)
			w.word[w.n] = p;
	cx5_trace(cx5, "control: %.64s", line);
	if (w.n) {
		error = w.n > WORDS_MAX ? "too many words" : run(cx5, &w);
		if (error)
			cx5_say(cx5, "error %s", error);
		else
			cx5_say(cx5, "ok");
	}
	free(copy);
}
