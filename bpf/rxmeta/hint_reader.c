// SPDX-License-Identifier: GPL-2.0
/* A program that is bound to an interface, and reads the hints of its packets. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>
#include <linux/if_link.h>

#include "attached_program.h"
#include "dispatcher.h"
#include "hint_reader.h"
#include "interface.h"
#include "bpf/watch/watch.skel.h"

struct callback {
	int (*take)(const struct watch_packet *packet, void *arg);
	void *arg;
};

static struct callback callback;

static int take_packet(void *ctx, void *data, size_t size)
{
	const struct watch_packet *packet = data;

	return size < sizeof(*packet) ? 0 : callback.take(packet, callback.arg);
}

static int load(struct hint_reader *reader, const struct interface *iface)
{
	struct watch *skel = watch__open();
	int err;

	if (!skel)
		return -errno;
	bpf_program__set_ifindex(skel->progs.watch, iface->index);
	bpf_program__set_flags(skel->progs.watch, BPF_F_XDP_DEV_BOUND_ONLY |
			       BPF_F_XDP_HAS_FRAGS);
	err = watch__load(skel);
	if (err)
		watch__destroy(skel);
	else
		reader->skel = skel;
	return err;
}

static int attach(struct hint_reader *reader, const struct interface *iface)
{
	LIBBPF_OPTS(bpf_link_create_opts, opts, .flags = XDP_FLAGS_DRV_MODE);

	reader->link = bpf_link_create(bpf_program__fd(reader->skel->progs.watch),
				       iface->index, BPF_XDP, &opts);
	return reader->link < 0 ? reader->link : 0;
}

/* Below a dispatcher no program can be bound to the interface. */
static void say_busy(char *says, const struct interface *iface)
{
	char names[DISPATCHER_NAMES];
	struct attached found;

	attached_find(iface, &found);
	if (found.dispatcher)
		snprintf(says, HINT_SAYS, "%s has libxdp's dispatcher with %s, below which no program reads hints: they must go first",
			 iface->name, dispatcher_names(found.dispatcher, names));
	else
		snprintf(says, HINT_SAYS, "%s has an XDP program already, so its hints cannot be read; 'ip link show %s' has its number",
			 iface->name, iface->name);
	attached_close(&found);
}

static void say(char *says, const struct interface *iface, int err)
{
	const char *name = iface->name;

	if (err == -EPERM)
		snprintf(says, HINT_SAYS, "may not load BPF programs: be root");
	else if (err == -EBUSY || err == -EEXIST)
		say_busy(says, iface);
	else if (err == -EOPNOTSUPP || err == -EINVAL)
		snprintf(says, HINT_SAYS, "%s takes no program that is bound to it (%s): its driver reports no hints, or the kernel is older than 6.3",
			 name, strerror(-err));
	else
		snprintf(says, HINT_SAYS, "cannot read the hints of %s: %s", name,
			 strerror(-err));
}

/**
 * hint_reader_open() - start to read the hints of an interface's packets
 * @reader: filled in
 * @iface: interface
 * @take: called with each packet; other values than 0 end hint_reader_poll()
 * @arg: its second argument
 * @says: %HINT_SAYS bytes, set to the reason after an error
 *
 * Return: 0 or -errno.
 */
int hint_reader_open(struct hint_reader *reader, const struct interface *iface,
		     int (*take)(const struct watch_packet *packet, void *arg),
		     void *arg, char *says)
{
	libbpf_print_fn_t print = libbpf_set_print(NULL);
	int err;

	memset(reader, 0, sizeof(*reader));
	reader->link = -1;
	callback = (struct callback){ take, arg };
	err = load(reader, iface) ?: attach(reader, iface);
	if (!err) {
		reader->ring = ring_buffer__new(
			bpf_map__fd(reader->skel->maps.watch_packets),
			take_packet, NULL, NULL);
		err = reader->ring ? 0 : -errno;
	}
	libbpf_set_print(print);
	if (err) {
		say(says, iface, err);
		hint_reader_close(reader);
	}
	return err;
}

/**
 * hint_reader_poll() - wait for packets, and hand them over
 * @reader: reader
 * @ms: how long to wait for the first
 *
 * Return: as ring_buffer__poll(): a negative value that the callback returned, too.
 */
int hint_reader_poll(struct hint_reader *reader, int ms)
{
	return ring_buffer__poll(reader->ring, ms);
}

/**
 * hint_reader_drain() - detach the program and read the packets that still wait
 * @reader: reader
 *
 * A signal ends hint_reader_poll() before it has read them. With the program in place more could
 * come for ever.
 */
void hint_reader_drain(struct hint_reader *reader)
{
	close(reader->link);
	reader->link = -1;
	ring_buffer__consume(reader->ring);
}

/**
 * hint_reader_missed() - count packets that came too fast
 * @reader: reader
 */
unsigned long long hint_reader_missed(const struct hint_reader *reader)
{
	return reader->skel->bss->watch_missed;
}

/**
 * hint_reader_close() - detach the program
 * @reader: reader
 */
void hint_reader_close(struct hint_reader *reader)
{
	if (reader->link >= 0)
		close(reader->link);
	ring_buffer__free(reader->ring);
	if (reader->skel)
		watch__destroy(reader->skel);
	memset(reader, 0, sizeof(*reader));
	reader->link = -1;
}
