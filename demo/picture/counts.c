// SPDX-License-Identifier: GPL-2.0
/* Sums and ratios of packets by queue or CPU. */
#include "counts.h"

/**
 * counts_total() - add up the packets of all queues or CPUs
 * @counts: packets by queue or CPU
 *
 * Return: number of packets.
 */
long counts_total(const struct counts *counts)
{
	long total = 0;

	for (int i = 0; i < counts->counted; i++)
		total += counts->packets[i];
	return total;
}

static long counts_fullest(const struct counts *counts)
{
	long most = 0;

	for (int i = 0; i < counts->counted; i++)
		if (counts->packets[i] > most)
			most = counts->packets[i];
	return most;
}

/**
 * counts_used() - count the queues or CPUs that had a packet
 * @counts: packets by queue or CPU
 *
 * Return: number of queues or CPUs.
 */
int counts_used(const struct counts *counts)
{
	int used = 0;

	for (int i = 0; i < counts->counted; i++)
		used += counts->packets[i] > 0;
	return used;
}

/**
 * counts_share() - compute the share of one queue or CPU
 * @counts: packets by queue or CPU
 * @which: queue or CPU
 *
 * Return: a number from 0 to 1.
 */
double counts_share(const struct counts *counts, int which)
{
	long total = counts_total(counts);

	return total ? (double)counts->packets[which] / total : 0;
}

/**
 * counts_skew() - compare the fullest queue or CPU with the mean
 * @counts: packets by queue or CPU
 *
 * Return: packets of the fullest, divided by the mean; 0 if there is no packet.
 */
double counts_skew(const struct counts *counts)
{
	long total = counts_total(counts);

	return total ? (double)counts_fullest(counts) * counts->counted / total :
		       0;
}
