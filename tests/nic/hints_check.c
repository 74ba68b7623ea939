// SPDX-License-Identifier: GPL-2.0
/* Compare the hints of frames with the frames themselves, the RSS key and the table. */
#include <string.h>
#include <unistd.h>
#include <arpa/inet.h>

#include "tests/lib/lab_card.h"
#include "tests/lib/net.h"
#include "card_pair.h"
#include "hints_check.h"

#define CHECK_TCI	0xa123

bool hints_hash_symmetric;

/* Return: 1 where a frame is lost or has a wrong hint, else 0. */
static int check_one(struct listener *l, unsigned int i, bool tagged, int phc,
		     const struct net_rss *rss)
{
	__u32 hash = flow_hash(&flows[i], rss->key, hints_hash_symmetric);
	__u64 before = card_phc_read(phc), after;
	const struct hints *h = listener_pass(l, i, &flows[i],
					      tagged ? 0x8100 : 0, CHECK_TCI);

	after = card_phc_read(phc);
	if (!h)
		net_say("flow %u is lost", i);
	else if (h->hash_ret || h->hash != hash ||
		 h->hash_type != flow_type(&flows[i]))
		net_say("flow %u: hash %#x type %#x, not %#x %#x", i, h->hash,
			h->hash_type, hash, flow_type(&flows[i]));
	else if (h->queue != rss->table[hash % rss->size])
		net_say("flow %u: queue %u", i, h->queue);
	else if (tagged == !!h->vlan_ret ||
		 (tagged && (h->tci != CHECK_TCI || h->tpid != htons(0x8100))))
		net_say("flow %u: tag %d %#x", i, h->vlan_ret, h->tci);
	else if (h->time_ret || h->time < before || h->time > after)
		net_say("flow %u: time %d %llu, not %llu to %llu", i,
			h->time_ret, h->time, before, after);
	else
		return 0;
	return 1;
}

/**
 * hints_check() - send frames of all flows, with a tag and without, and check all hints
 * @l: the listener
 *
 * Return: number of frames that are lost or have a wrong hint; each is reported.
 */
int hints_check(struct listener *l)
{
	int phc = card_phc(dev), wrong = 0;
	struct net_rss rss;

	if (phc < 0 || net_rss(dev, &rss)) {
		net_say("no clock or no RSS");
		return 1;
	}
	for (unsigned int i = 0; i < 2 * N_FLOWS; i++)
		wrong += check_one(l, i / 2, i & 1, phc, &rss);
	close(phc);
	return wrong;
}

/**
 * hints_check_queues() - send frames of many flows and check the queue of each
 * @l: the listener
 * @n: number of flows
 * @queues: set to the number of frames of each of the CARD_QUEUES queues
 *
 * Return: number of frames that are lost or came on a wrong queue.
 */
int hints_check_queues(struct listener *l, unsigned int n, __u32 *queues)
{
	struct flow flow = { 4, IPPROTO_UDP, "10.1.2.3", "10.4.5.6", 0, 0 };
	struct net_rss rss;
	int wrong = 0;

	memset(queues, 0, CARD_QUEUES * sizeof(*queues));
	if (net_rss(dev, &rss))
		return n;
	for (unsigned int i = 0; i < n; i++) {
		const struct hints *h;
		__u32 hash, want;

		/* Change many bits: of few bits the key may make equal hashes. */
		flow.sport = 1 + i * 40503;
		flow.dport = 1 + i * 51749;
		hash = flow_hash(&flow, rss.key, hints_hash_symmetric);
		want = rss.table[hash % rss.size];
		h = listener_pass(l, i, &flow, 0, 0);
		if (!h || h->queue != want) {
			net_say("flow %u on queue %d, not %u", i,
				h ? (int)h->queue : -1, want);
			wrong++;
		} else if (want < CARD_QUEUES) {
			queues[want]++;
		}
	}
	return wrong;
}
