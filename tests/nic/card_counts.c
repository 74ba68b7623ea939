// SPDX-License-Identifier: GPL-2.0
/*
 * Compare the counters of stacks, drivers and modelled cards on both hosts, after
 * peer_take().
 */
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "card_pair.h"
#include "card_counts.h"
#include "peer.h"

/* Read the counters of the stack. */
static void read_stack(const char *card, __u64 *rx, __u64 *tx)
{
	FILE *f = fopen("/proc/self/net/dev", "re");
	char line[512], *at;

	while (f && fgets(line, sizeof(line), f)) {
		at = line + strspn(line, " ");
		if (strncmp(at, card, strlen(card)) || at[strlen(card)] != ':')
			continue;
		sscanf(at + strlen(card) + 1,
		       "%*u %llu %*u %*u %*u %*u %*u %*u %*u %llu", rx, tx);
	}
	if (f)
		fclose(f);
}

/* Who counts the packets of a card */
enum { STACK, DRIVER, CARD, SOURCES };

struct counts {
	__u64 rx[2][SOURCES], tx[2][SOURCES];
	__u64 dropped;
};

static struct counts begun;	/* at counts_begin() */
static const struct count_names *counted;

/* The sum of some counters of a driver */
static __u64 sum_of(const char *card, const char *const *names)
{
	__u64 sum = 0, value;

	for (int i = 0; i < COUNT_NAMES && names[i]; i++)
		sum += net_stat(card, names[i], &value) ? 0 : value;
	return sum;
}

static void read_card(struct counts *c, unsigned int nic, const char *card)
{
	read_stack(card, &c->rx[nic][STACK], &c->tx[nic][STACK]);
	c->rx[nic][DRIVER] = sum_of(card, counted->rx);
	c->tx[nic][DRIVER] = sum_of(card, counted->tx);
	c->rx[nic][CARD] = card_stat(nic, "rx packets");
	c->tx[nic][CARD] = card_stat(nic, "tx packets");
	c->dropped += card_stat(nic, "rx dropped") + card_stat(nic, "tx dropped");
	for (int i = 0; i < COUNT_NAMES && counted->dropped[i]; i++)
		c->dropped += card_stat(nic, counted->dropped[i]);
}

static void read_counts(struct counts *c)
{
	*c = (struct counts){ 0 };
	read_card(c, 0, dev);
	peer_enter();
	read_card(c, 1, peer);
	peer_leave();
}

/**
 * counts_begin() - remember the current counters
 * @names: which counters these are
 */
void counts_begin(const struct count_names *names)
{
	counted = names;
	read_counts(&begun);
}

/* Whether all counters of one direction agree; @frames is 0 for any number. */
static bool agree(const struct counts *now, int from, unsigned int frames,
		  bool say)
{
	__u64 want = frames ?: now->tx[from][CARD] - begun.tx[from][CARD];
	bool ok = true;

	for (int i = 0; i < SOURCES; i++) {
		__u64 tx = now->tx[from][i] - begun.tx[from][i];
		__u64 rx = now->rx[!from][i] - begun.rx[!from][i];

		if (tx == want && rx == want)
			continue;
		ok = false;
		if (say)
			net_say("from %d, counted by %d: %llu and %llu of %llu",
				from, i, tx, rx, want);
	}
	return ok;
}

/**
 * counts_agree() - compare the counters of stacks, drivers and cards
 * @local: frames that the first card sent since counts_begin(), 0 for any number
 * @remote: frames that the second card sent since then, 0 for any number
 *
 * Return: 0, or -1 when they still disagree after WAIT_MS, or when a card dropped a
 * frame.
 */
int counts_agree(unsigned int local, unsigned int remote)
{
	struct counts now;
	bool ok = false;

	for (int ms = 0; ms < WAIT_MS && !ok; ms += 20) {
		if (ms)
			usleep(20000);
		read_counts(&now);
		ok = agree(&now, 0, local, false) &&
		     agree(&now, 1, remote, false);
	}
	if (!ok) {
		agree(&now, 0, local, true);
		agree(&now, 1, remote, true);
	}
	if (now.dropped != begun.dropped)
		net_say("%llu dropped", now.dropped - begun.dropped);
	return ok && now.dropped == begun.dropped ? 0 : -1;
}
