// SPDX-License-Identifier: GPL-2.0
/* Building packets and sending them along a path. */
#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "path.h"
#include "tests/lib/net.h"

__u8 path_dst[6] = { 0x02, 'r', 'x', 'm', '-', 'd' };
__u8 path_src[6] = { 0x02, 'r', 'x', 'm', '-', 's' };
const char *path_remote_dev;
int (*path_send)(const void *frame, size_t len);

/**
 * path_packet() - build the start of a packet
 * @pkt: filled in
 * @seq: number of the packet
 */
void path_packet(struct rxm_packet *pkt, __u32 seq)
{
	unsigned int i;

	memset(pkt, 0, sizeof(*pkt));
	memcpy(pkt->dst, path_dst, 6);
	memcpy(pkt->src, path_src, 6);
	pkt->type = htons(RXM_ETHERTYPE);
	pkt->run = path_test()->run;
	pkt->seq = seq;
	for (i = 0; i < RXM_FILL; i++)
		pkt->fill[i] = 0xa0 + i;
}

/**
 * path_frame() - build a whole packet, every byte of it known
 * @frame: filled in
 * @len: its length
 * @seq: number of the packet
 */
void path_frame(void *frame, unsigned int len, __u32 seq)
{
	__u8 *byte = frame;
	unsigned int i;

	for (i = 0; i < len; i++)
		byte[i] = 0xa0 + i - RXM_FILL_AT;
	path_packet(frame, seq);
}

static unsigned int run_len(const struct path_run *run)
{
	return run->len ?: PATH_LEN;
}

/**
 * path_live_prog() - run a program on live frames
 * @prog: program
 * @pkt: packet
 * @run: number and length of the packets
 * @dev: device that they claim to come from
 *
 * Return: 0 or -errno.
 */
int path_live_prog(const struct bpf_program *prog, const void *pkt,
		  const struct path_run *run, const char *dev)
{
	struct xdp_md ctx = {
		.data_end = run_len(run), .ingress_ifindex = net_index(dev),
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = pkt, .data_size_in = run_len(run),
		    .ctx_in = &ctx, .ctx_size_in = sizeof(ctx),
		    .repeat = run->packets,
		    .batch_size = run->batch ?: PATH_BATCH,
		    .flags = BPF_F_TEST_XDP_LIVE_FRAMES);

	return bpf_prog_test_run_opts(bpf_program__fd(prog), &opts);
}

/**
 * path_test_run() - run the first program once on a buffer that goes nowhere
 * @pkt: packet
 * @len: its length
 *
 * Return: 0; -EBADMSG when the packet has changed; or -errno.
 */
int path_test_run(const void *pkt, unsigned int len)
{
	__u8 *out = calloc(1, len);
	struct xdp_md ctx = { .data_end = len }, ctx_out;
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = pkt, .data_size_in = len,
		    .data_out = out, .data_size_out = len,
		    .ctx_in = &ctx, .ctx_size_in = sizeof(ctx),
		    .ctx_out = &ctx_out, .ctx_size_out = sizeof(ctx_out));
	int err;

	if (!out)
		return -ENOMEM;
	err = bpf_prog_test_run_opts(bpf_program__fd(path_first_prog()), &opts);
	if (!err && (opts.data_size_out != len || memcmp(pkt, out, len) ||
		     ctx_out.data || ctx_out.data_meta))
		err = -EBADMSG;
	free(out);
	return err;
}

/* Arrivals to wait for, at all observers together */
static unsigned int arrivals(const struct path *path,
			     const struct path_run *run)
{
	unsigned int observers = 0, n = run->expect, i;

	for (i = 0; i < RXM_OBSERVERS; i++)
		observers += !!path->observers[i];
	for (i = 0; !run->expect && i < run->packets; i++)
		n += !path_drops(i);
	return observers * n;
}

/* Wait until one packet is where it goes, when all before it are. */
static int await_packet(const struct path *path, __u32 seq)
{
	const struct path_run so_far = { .packets = seq + 1 };
	unsigned int drops = path_drops(seq);

	if (drops)
		return net_wait(&path_test()->prog[drops - 1].runs, seq + 1);
	return net_wait(&path_bpf->bss->observed_total, arrivals(path, &so_far));
}

static int send_one(int fd, const void *pkt, unsigned int len)
{
	if (fd < 0)
		return path_send(pkt, len);
	return send(fd, pkt, len, 0) < 0 ? -errno : 0;
}

static int send_skbs(const struct path *path, void *pkt,
		     const struct path_run *run)
{
	bool remote = path_remote_dev && !strcmp(path->prog[0].dev, path_remote_dev);
	int fd = remote ? -1 : net_socket(path_peer(path->prog[0].dev), false);
	unsigned int i;
	int err = 0;

	if (fd < 0 && !remote)
		return fd;
	for (i = 0; i < run->packets && !err; i++) {
		((struct rxm_packet *)pkt)->seq = i;
		err = send_one(fd, pkt, run_len(run));
		if (!err && path->from == FROM_SKB_SINGLY)
			err = await_packet(path, i);
	}
	if (fd >= 0)
		close(fd);
	return err;
}

static int run_buffer(void *pkt, const struct path_run *run)
{
	struct xdp_md ctx = { .data_end = run_len(run) };
	LIBBPF_OPTS(bpf_test_run_opts, opts,
		    .data_in = pkt, .data_size_in = run_len(run),
		    .ctx_in = &ctx, .ctx_size_in = sizeof(ctx));
	unsigned int i;
	int err = 0;

	for (i = 0; i < run->packets && !err; i++) {
		((struct rxm_packet *)pkt)->seq = i;
		opts.data_size_out = 0;	/* the last run has set it */
		err = bpf_prog_test_run_opts(bpf_program__fd(path_first_prog()),
					     &opts);
	}
	return err;
}

static int enter(const struct path *path, void *pkt,
		 const struct path_run *run)
{
	switch (path->from) {
	case FROM_LIVE:
		return path_live_prog(path_first_prog(), pkt, run, "rx0");
	case FROM_BUFFER:
		return run_buffer(pkt, run);
	default:
		return send_skbs(path, pkt, run);
	}
}

/**
 * path_go() - send packets along a path and wait until they have arrived
 * @path: the path, after path_begin()
 * @run: number and length of the packets
 *
 * Return: 0 or -errno.
 */
int path_go(const struct path *path, const struct path_run *run)
{
	unsigned int len = run_len(run);
	__u8 *pkt = malloc(len);
	int err;

	if (!pkt)
		return -ENOMEM;
	path_frame(pkt, len, 0);
	err = enter(path, pkt, run);
	free(pkt);
	if (err) {
		net_say("sending: %s", strerror(-err));
		return err;
	}

	err = net_wait(&path_bpf->bss->observed_total, arrivals(path, run));
	if (err)
		net_say("%u arrived, programs saw %u %u %u",
			path_bpf->bss->observed_total, path_test()->prog[0].runs,
			path_test()->prog[1].runs,
			path_test()->prog[2].runs);
	return err;
}
