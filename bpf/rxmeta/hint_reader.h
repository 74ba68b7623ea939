/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_HINT_READER_H
#define RXMETA_HINT_READER_H

#include "bpf/hint_report.h"

struct interface;
struct watch;

/**
 * struct hint_reader - the program that reads hints, on its interface
 * @skel: the program
 * @ring: its packets
 * @link: file descriptor that holds it
 */
struct hint_reader {
	struct watch *skel;
	struct ring_buffer *ring;
	int link;
};

int hint_reader_open(struct hint_reader *reader, const struct interface *iface,
		     int (*take)(const struct watch_packet *packet, void *arg),
		     void *arg, char *says);
int hint_reader_poll(struct hint_reader *reader, int ms);
void hint_reader_drain(struct hint_reader *reader);
unsigned long long hint_reader_missed(const struct hint_reader *reader);
void hint_reader_close(struct hint_reader *reader);

/* Room for what hint_reader_open() says */
#define HINT_SAYS	512

#endif
