// SPDX-License-Identifier: GPL-2.0
/*
 * Distinct cache lines that packets touch.
 *
 * A table has each line with the packet and the window, at each place, in which it was seen last.
 * So a line counts once in each. The result is the median of all windows: few of them have a
 * timer tick, a switch to another task or the end of a poll in them.
 */
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/marks.h"
#include "line_count.h"

#define TABLE_BITS	18
#define TABLE_SIZE	(1U << TABLE_BITS)
#define TABLE_FULL	(TABLE_SIZE / 4 * 3)
#define WINDOWS_MAX	4096

struct line {
	uint64_t number;	/* 0: none */
	uint32_t packet[LINE_PLACES], window[LINE_PLACES];
};

struct place {
	uint32_t packet, window;	/* never repeated, so that no line has to be reset */
	unsigned int packets;		/* also those that warm up */
	unsigned int touched, own;	/* of the current window */
	unsigned int windows;
	unsigned int all_touched[WINDOWS_MAX], all_own[WINDOWS_MAX];
};

static struct line table[TABLE_SIZE];
static unsigned int lines;
static struct place places[LINE_PLACES];

/**
 * lines_begin() - begin a run
 *
 * The first WARM_UP packets of each place do not count.
 */
void lines_begin(void)
{
	memset(table, 0, sizeof(table));
	lines = 0;
	memset(places, 0, sizeof(places));
}

/* Return: the entry of a line, or NULL where the table is full. */
static struct line *find(uint64_t number)
{
	uint32_t i = (uint32_t)((number * 0x9e3779b97f4a7c15ULL) >> (64 - TABLE_BITS));

	while (table[i].number && table[i].number != number)
		i = (i + 1) % TABLE_SIZE;
	if (!table[i].number) {
		if (lines == TABLE_FULL)
			return NULL;
		lines++;
		table[i].number = number;
	}
	return &table[i];
}

static void touch(uint64_t number)
{
	struct line *line = find(number);

	for (int i = 0; line && i < LINE_PLACES; i++) {
		struct place *place = &places[i];

		if (line->packet[i] != place->packet) {
			line->packet[i] = place->packet;
			place->touched++;
		}
		if (line->window[i] != place->window) {
			line->window[i] = place->window;
			place->own++;
		}
	}
}

/**
 * lines_access() - a load or a store
 * @addr: where
 * @bytes: how many, which may lie on two lines
 */
void lines_access(uint64_t addr, unsigned int bytes)
{
	uint64_t last = (addr + bytes - 1) / LINE_BYTES;

	for (uint64_t number = addr / LINE_BYTES; number <= last; number++)
		touch(number);
}

/* A full table has lost lines, so its window does not count, and all lines are new then. */
static void close_window(struct place *place)
{
	if (lines == TABLE_FULL) {
		memset(table, 0, sizeof(table));
		lines = 0;
	} else if (place->windows < WINDOWS_MAX) {
		place->all_touched[place->windows] = place->touched;
		place->all_own[place->windows] = place->own;
		place->windows++;
	}
}

/**
 * lines_packet() - a packet comes by
 * @which: the place
 */
void lines_packet(unsigned int which)
{
	struct place *place = &places[which];
	unsigned int counted = place->packets++ - WARM_UP;

	place->packet++;
	if (place->packets <= WARM_UP)
		return;
	if (counted % POLL_WINDOW)
		return;
	if (counted)
		close_window(place);
	place->window++;
	place->touched = 0;
	place->own = 0;
}

static int by_number(const void *a, const void *b)
{
	unsigned int x = *(const unsigned int *)a, y = *(const unsigned int *)b;

	return x < y ? -1 : x > y;
}

static double median(unsigned int *v, unsigned int n)
{
	if (!n)
		return 0;
	qsort(v, n, sizeof(*v), by_number);
	return (double)v[n / 2] / POLL_WINDOW;
}

/**
 * lines_result() - the result of a run at a place, which ends there
 * @which: the place
 *
 * Return: the result.
 */
struct line_result lines_result(unsigned int which)
{
	struct place *place = &places[which];

	return (struct line_result){
		.windows = place->windows,
		.touched = median(place->all_touched, place->windows),
		.own = median(place->all_own, place->windows),
	};
}
