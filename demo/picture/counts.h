/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_PICTURE_COUNTS_H
#define DEMO_PICTURE_COUNTS_H

#define COUNTS_MAX	16

/**
 * struct counts - how packets spread over queues or CPUs
 * @packets: packets of each queue or CPU
 * @counted: number of queues or CPUs
 */
struct counts {
	long packets[COUNTS_MAX];
	int counted;
};

long counts_total(const struct counts *counts);
int counts_used(const struct counts *counts);
double counts_share(const struct counts *counts, int which);
double counts_skew(const struct counts *counts);

#endif
