// SPDX-License-Identifier: GPL-2.0
/* The command watch: the hints of live packets. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "fail.h"
#include "hint_error.h"
#include "hint_reader.h"
#include "interface.h"
#include "json.h"
#include "lifetime.h"
#include "pcapng.h"
#include "settings.h"
#include "subcommands.h"

#define LOOK_MS		100
#define ENOUGH		(-ECANCELED)
#define HINTS_TEXT	256

/**
 * struct watcher - the state of the command
 * @settings: command line
 * @capture: file for packets, or %NULL
 * @offset: nanoseconds from the kernel's clock to the time of day
 * @taken: packets so far
 */
struct watcher {
	const struct settings *settings;
	FILE *capture;
	__u64 offset;
	int taken;
};

/* A hint that is missing says why. */
static void write_hints(const struct watch_packet *packet, char *text)
{
	char *at = text, *end = text + HINTS_TEXT;

	if (packet->error[WATCH_HASH])
		at += snprintf(at, end - at, "hash: %s",
			       hint_error(packet->error[WATCH_HASH]));
	else
		at += snprintf(at, end - at, "hash 0x%08x type 0x%x",
			       packet->hash, packet->hash_type);
	if (packet->error[WATCH_VLAN_TAG])
		at += snprintf(at, end - at, ", VLAN tag: %s",
			       hint_error(packet->error[WATCH_VLAN_TAG]));
	else
		at += snprintf(at, end - at, ", VLAN tag 0x%04x %u",
			       ntohs(packet->vlan_proto), packet->vlan_tci);
	if (packet->error[WATCH_TIMESTAMP])
		snprintf(at, end - at, ", timestamp: %s",
			 hint_error(packet->error[WATCH_TIMESTAMP]));
	else
		snprintf(at, end - at, ", timestamp %llu", packet->timestamp);
}

static void print_line(const struct settings *settings,
		       const struct watch_packet *packet, __u64 ns)
{
	char text[HINTS_TEXT];

	write_hints(packet, text);
	printf("%llu.%09llu %s queue %u CPU %u, %u bytes, %s\n",
	       ns / 1000000000, ns % 1000000000, settings->iface, packet->queue,
	       packet->cpu, packet->len, text);
}

static void print_json(const struct settings *settings,
		       const struct watch_packet *packet, __u64 ns)
{
	static const char * const names[WATCH_HINTS] = {
		[WATCH_HASH] = "hash", [WATCH_VLAN_TAG] = "vlan_tag",
		[WATCH_TIMESTAMP] = "timestamp",
	};
	const char *comma = "";
	int i;

	json_text("{", "iface", settings->iface);
	printf(",\"time\":%llu,\"queue\":%u,\"cpu\":%u,\"len\":%u", ns,
	       packet->queue, packet->cpu, packet->len);
	if (!packet->error[WATCH_HASH])
		printf(",\"hash\":%u,\"hash_type\":%u", packet->hash,
		       packet->hash_type);
	if (!packet->error[WATCH_VLAN_TAG])
		printf(",\"vlan_proto\":%u,\"vlan_tci\":%u",
		       ntohs(packet->vlan_proto), packet->vlan_tci);
	if (!packet->error[WATCH_TIMESTAMP])
		printf(",\"timestamp\":%llu", packet->timestamp);
	printf(",\"missing\":{");
	for (i = 0; i < WATCH_HINTS; i++) {
		if (!packet->error[i])
			continue;
		printf("%s\"%s\":\"%s\"", comma, names[i],
		       hint_error(packet->error[i]));
		comma = ",";
	}
	puts("}}");
}

static int take(const struct watch_packet *packet, void *arg)
{
	struct watcher *watcher = arg;
	__u64 ns = packet->now + watcher->offset;
	char text[HINTS_TEXT];

	if (watcher->settings->json)
		print_json(watcher->settings, packet, ns);
	else
		print_line(watcher->settings, packet, ns);
	fflush(stdout);
	if (watcher->capture) {
		write_hints(packet, text);
		pcapng_packet(watcher->capture, ns, packet->bytes,
			      packet->copied, packet->len, text);
	}
	watcher->taken++;
	return watcher->taken == watcher->settings->count ? ENOUGH : 0;
}

static __u64 clock_ns(clockid_t clock)
{
	struct timespec now;

	clock_gettime(clock, &now);
	return now.tv_sec * 1000000000ULL + now.tv_nsec;
}

static int watch_until_end(struct watcher *watcher, struct hint_reader *reader)
{
	const struct settings *settings = watcher->settings;
	int err;

	for (;;) {
		err = hint_reader_poll(reader, LOOK_MS);
		if (err == ENOUGH || lifetime_ends(0) ||
		    lifetime_is_over(settings->seconds))
			break;
		if (ferror(stdout))
			break;
		if (!link_is_attached(reader->link))
			return fail(RXMETA_SYSTEM, "%s is gone, or another tool has detached the program",
				    settings->iface);
	}
	if (err != ENOUGH)
		hint_reader_drain(reader);
	if (hint_reader_missed(reader))
		fprintf(stderr, "rxmeta: %llu packets came too fast and are not shown\n",
			hint_reader_missed(reader));
	return RXMETA_OK;
}

/* A capture of before stays until the program is attached. */
static int begin_capture(struct watcher *watcher)
{
	const struct settings *settings = watcher->settings;

	if (!settings->pcapng)
		return RXMETA_OK;
	watcher->capture = pcapng_open(settings->pcapng, settings->iface, WATCH_SNAP);
	return watcher->capture ? RXMETA_OK :
	       fail(RXMETA_SYSTEM, "cannot write %s: %s", settings->pcapng,
		    strerror(errno));
}

/* Return: @code, or the exit code of a capture that has not all packets. */
static int end_capture(const struct watcher *watcher, int code)
{
	bool failed;

	if (!watcher->capture)
		return code;
	failed = ferror(watcher->capture);
	failed |= fclose(watcher->capture);
	return failed && !code ? fail(RXMETA_SYSTEM, "cannot write all packets to %s",
				      watcher->settings->pcapng) : code;
}

/**
 * cmd_watch() - print the hints of live packets
 * @settings: command line
 *
 * Return: exit code.
 */
int cmd_watch(struct settings *settings)
{
	struct watcher watcher = { .settings = settings };
	struct hint_reader reader;
	struct interface iface;
	char says[HINT_SAYS];
	int err;

	err = interface_need(settings->iface, &iface);
	if (err)
		return err;
	settings->iface = iface.name;
	watcher.offset = clock_ns(CLOCK_REALTIME) - clock_ns(CLOCK_MONOTONIC);
	lifetime_begin();
	if (hint_reader_open(&reader, &iface, take, &watcher, says))
		return fail(RXMETA_SYSTEM, "%s", says);
	if (interface_is_down(&iface))
		fprintf(stderr, "rxmeta: " INTERFACE_IS_DOWN "\n", iface.name, iface.name);
	err = begin_capture(&watcher);
	if (!err) {
		lifetime_count();
		err = watch_until_end(&watcher, &reader);
	}
	hint_reader_close(&reader);
	return end_capture(&watcher, err);
}
