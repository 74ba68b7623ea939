// SPDX-License-Identifier: GPL-2.0
/*
 * The lines of the control socket that only this card has; nic/common_lines.c
 * has the others.
 *
 *	stats			counters of the port and its queues; the number
 *				of objects (queues, keys, flow tables ...), and
 *				of those that TEARDOWN_HCA found undestroyed
 *	queues			the receive and send queues, their counters, and
 *				the moderation of their completions
 *	rules			the flow tables and their rules, with hits
 *	cqe-error N SYNDROME	the next N received packets complete with an
 *				error
 *	sq-error N SYNDROME	the next N WQEs that send complete with an error
 *				instead. Their queue goes to the error state,
 *				which flushes all other posted WQEs
 *	health stop|run		the counter by which the driver sees that the
 *				card works
 *	symmetric on|off	off: hash the fields in their own order, as in
 *				the published vectors, even if the driver asks
 *				for a symmetric hash, as mlx5 does
 *	compress-wait NS	completions wait that long to be compressed
 *				with others; 0: as long as usual
 */
#include <stdio.h>

#include "nic/control_line.h"
#include "nic/nic.h"

#include "control_lines.h"
#include "cq.h"
#include "cx5.h"
#include "internal_timer.h"
#include "rq.h"
#include "sq.h"
#include "steer.h"

#define U32_MAX		0xffffffffU

static struct cx5 *card_of(struct nic *nic)
{
	return (struct cx5 *)nic;
}

static const char *say_stats(struct nic *nic, struct nic_line *line)
{
	struct cx5 *cx5 = card_of(nic);
	char more[64];

	snprintf(more, sizeof(more), "no_buffer=%llu no_rule=%llu",
		 (unsigned long long)cx5->rx_no_buffer,
		 (unsigned long long)cx5->rx_no_rule);
	nic_port_say(nic, &cx5->rx, &cx5->tx, more);
	cx5_say(cx5, "commands=%u link=%s speed=%u mtu=%u left=%u objects=%u",
		cx5->commands, cx5_port_up(cx5) ? "up" : "down",
		cx5_port_up(cx5) ? nic_link_speed(cx5->link.end.now.mode) : 0,
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

static const char *say_queues(struct nic *nic, struct nic_line *line)
{
	struct cx5 *cx5 = card_of(nic);
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

static const char *say_rules(struct nic *nic, struct nic_line *line)
{
	cx5_steer_say(card_of(nic));
	return NULL;
}

/* Reads the N and the SYNDROME of a command. */
static bool take_errors(struct nic_line *line, u32 *n, u8 *syndrome)
{
	u64 many, val;

	if (line->n != 3 || !nic_line_number(line->word[1], U32_MAX, &many) ||
	    !nic_line_number(line->word[2], 255, &val) || !val)
		return false;
	*n = many;
	*syndrome = val;
	return true;
}

static const char *fail_cqe(struct nic *nic, struct nic_line *line)
{
	struct cx5_faults *faults = &card_of(nic)->faults;

	return take_errors(line, &faults->cqe_error, &faults->cqe_syndrome) ?
	       NULL : "want cqe-error N SYNDROME";
}

static const char *fail_send(struct nic *nic, struct nic_line *line)
{
	struct cx5_faults *faults = &card_of(nic)->faults;

	return take_errors(line, &faults->sq_error, &faults->sq_syndrome) ?
	       NULL : "want sq-error N SYNDROME";
}

static const char *set_health(struct nic *nic, struct nic_line *line)
{
	struct cx5 *cx5 = card_of(nic);

	if (!nic_line_choice(line, "stop", "run", &cx5->faults.health_stopped))
		return "want health stop, or health run";
	cx5->faults.health_at = cx5_now(cx5);
	return NULL;
}

static const char *set_symmetric(struct nic *nic, struct nic_line *line)
{
	return nic_line_choice(line, "off", "on",
			       &card_of(nic)->faults.hash_plain) ?
	       NULL : "want symmetric on, or symmetric off";
}

static const char *set_compress_wait(struct nic *nic, struct nic_line *line)
{
	u64 ns;

	if (line->n != 2 || !nic_line_number(line->word[1], U32_MAX, &ns))
		return "want compress-wait NS";
	card_of(nic)->faults.compress_wait = ns;
	return NULL;
}

const struct nic_line_command cx5_commands[] = {
	{ "stats", say_stats },
	{ "queues", say_queues },
	{ "rules", say_rules },
	{ "cqe-error", fail_cqe },
	{ "sq-error", fail_send },
	{ "health", set_health },
	{ "symmetric", set_symmetric },
	{ "compress-wait", set_compress_wait },
	{ 0 },
};
