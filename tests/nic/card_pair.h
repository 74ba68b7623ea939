/* SPDX-License-Identifier: GPL-2.0 */
/* The two cards of a test: the first one is under test, the second one sends. */
#ifndef TESTS_NIC_CARD_PAIR_H
#define TESTS_NIC_CARD_PAIR_H

#define CARD_QUEUES	8	/* at most, of a card under test */
#define RING_SMALL	256	/* entries of a ring in most cases */
#define WAIT_MS		3000
/* mlx5 recovers a queue once in half a second, and in Linux 7.3 allows a burst of half a second
 * before that. It gives up a queue that fails again too soon.
 */
#define RECOVERY_US	1100000

extern const char *dev, *peer;	/* network devices of the first and second card */

int cards_set_up(void);
int cards_ready(const char *gro);
int cards_set_rings(unsigned int entries);
int cards_set_rss(const char *how);
unsigned int card_queues_with(const char *kind, const char *words);

#endif /* TESTS_NIC_CARD_PAIR_H */
