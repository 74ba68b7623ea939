/* SPDX-License-Identifier: GPL-2.0 */
/* What the parts of demo-picture have of each other. */
#ifndef DEMO_PICTURE_RESULT_H
#define DEMO_PICTURE_RESULT_H

#include <stdbool.h>
#include <stdio.h>

#define COUNTS_MAX	16
#define NAME_MAX_LEN	64

/* The fullest queue, and CPU, may have so many times the mean, with the stored hash. */
#define SKEW_MAX	1.6

/**
 * struct counts - how packets spread
 * @packets: packets by queue, or by CPU
 * @counted: valid entries of @packets
 */
struct counts {
	long packets[COUNTS_MAX];
	int counted;
};

/**
 * struct run - one of the demo's two runs
 * @title: for people
 * @nic: packets by receive queue of the NIC
 * @queues: packets by receive queue of the veth
 * @cpus: packets by CPU that gave them to the stack behind the veth
 */
struct run {
	const char *title;
	struct counts nic;
	struct counts queues;
	struct counts cpus;
};

#define SKIPS		4
#define KINDS		8
#define REASONS		8

/**
 * struct captured - what the guest has to say of a capture
 * @packets: packets in the file, or -1 where there was none
 * @frames: of these, those that were sent, in each run
 * @made_up: of these, those whose Ethernet header was made up
 * @in_tunnel: of these, those that the program has to know as a tunnel's
 * @stored: hashes that the program stored, in the run with them
 * @untouched_without: frames passed on as they were, in the one run
 * @untouched_with: and in the other one
 * @skipped: packets not sent, by reason
 * @kinds: packets of tunnels, by kind
 * @passed: frames passed on, by reason
 */
struct captured {
	long packets;
	long frames;
	long made_up;
	long in_tunnel;
	long stored;
	long untouched_without;
	long untouched_with;
	long skipped[SKIPS];
	long kinds[KINDS];
	long passed[REASONS];
};

/**
 * struct result - what the guest has measured
 * @tunnel: name of the kind of tunnel
 * @title: the same for people; may be ""
 * @ports: what the outer header tells flows apart by: "none", "pinned", "vary", or ""
 * @inner: IP version of the flows, or 0
 * @flows: number of flows
 * @nic_queues: number of receive queues of the NIC
 * @queues: number of receive queues of the veth
 * @cpus: number of CPUs
 * @threaded: the veth's queues have threads, on CPUs of their own
 * @sent: packets of both runs, or -1 where the guest did not say
 * @lost: of these, packets that did not arrive intact
 * @damaged: packets that arrived otherwise than they were sent
 * @repeated: packets that arrived more than once
 * @reordered: packets that arrived behind a later one of their flow
 * @without: run without a stored hash
 * @with: run with it
 * @capture: where a capture was replayed
 */
struct result {
	char tunnel[NAME_MAX_LEN];
	char title[NAME_MAX_LEN];
	char ports[NAME_MAX_LEN];
	long inner;
	long flows;
	long nic_queues;
	long queues;
	long cpus;
	long threaded;
	long sent;
	long lost;
	long damaged;
	long repeated;
	long reordered;
	struct run without;
	struct run with;
	struct captured capture;
};

/**
 * struct style - what the terminal can show
 * @colour: escape sequences for colours
 * @utf8: more than ASCII
 */
struct style {
	bool colour;
	bool utf8;
};

/* picture.c */
long counts_total(const struct counts *counts);
int counts_used(const struct counts *counts);
double counts_share(const struct counts *counts, int which);
double counts_skew(const struct counts *counts);
const char *result_title(const struct result *result);
bool result_is_capture(const struct result *result);
bool result_ports_vary(const struct result *result);

/* picture_json.c */
bool result_read(struct result *result, const char *path);

/* picture_bars.c */
void bars_print(FILE *to, const struct result *result,
		const struct style *style);

/* picture_notes.c */
void notes_print(FILE *to, const struct result *result);
void whom_print(FILE *to);

/* picture_capture.c */
void capture_print(FILE *to, const struct result *result,
		   const struct style *style);

/* picture_verdict.c */
int verdict_print(FILE *to, FILE *failures, const struct result *result,
		  const struct style *style);

/* picture_svg.c */
bool svg_write(const char *path, const struct result *result);

#endif
