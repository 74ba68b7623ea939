/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_NIC_CARD_COUNTS_H
#define TESTS_NIC_CARD_COUNTS_H

#define COUNT_NAMES	4

/**
 * struct count_names - which counters to compare
 * @rx: counters of the driver that make up all received packets
 * @tx: and all sent ones
 * @dropped: counters of the card for dropped packets, besides those of its port
 */
struct count_names {
	const char *rx[COUNT_NAMES], *tx[COUNT_NAMES], *dropped[COUNT_NAMES];
};

void counts_begin(const struct count_names *names);
int counts_agree(unsigned int local, unsigned int remote);

#endif /* TESTS_NIC_CARD_COUNTS_H */
