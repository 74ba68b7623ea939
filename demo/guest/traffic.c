// SPDX-License-Identifier: GPL-2.0
/*
 * Send packets of many flows into the tunnel, and examine each one that comes out
 * of it. One thread sends and receives.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "addresses.h"
#include "alloc.h"
#include "netns.h"
#include "run_limits.h"
#include "topology.h"
#include "traffic.h"
#include "qemu/common/error.h"
#include "qemu/common/monotonic_clock.h"

#define PROBE_MAGIC	0x72786d65
#define PAYLOAD_MIN	64
#define PAYLOAD_MAX	1200
#define MERGED_MAX	65536

/* The first bytes of a packet; the rest of it is computed from them. */
struct probe {
	uint32_t magic;
	uint32_t run;
	uint32_t flow;
	uint32_t seq;
};

/* An IPv4 or IPv6 address and a port, for the socket calls */
struct address {
	struct sockaddr_storage any;
	socklen_t len;
};

/**
 * struct traffic - a run
 * @plan: packets to send
 * @tally: outcome
 * @rx: socket of the receiver
 * @tx: socket of each flow
 * @port: source port of each flow
 * @seen: for each packet, whether it has arrived
 * @next: for each flow, the number after the highest that has arrived
 * @arrived: packets that have arrived, damaged ones too
 */
struct traffic {
	const struct plan *plan;
	struct tally *tally;
	int rx;
	int *tx;
	uint16_t *port;
	uint8_t *seen;
	int *next;
	int arrived;
};

static struct address make_address(int inner, const char *four,
				   const char *six, uint16_t port)
{
	struct address addr = { 0 };
	struct sockaddr_in6 *in6 = (void *)&addr.any;
	struct sockaddr_in *in = (void *)&addr.any;

	if (inner == 4) {
		in->sin_family = AF_INET;
		in->sin_port = htons(port);
		inet_pton(AF_INET, four, &in->sin_addr);
		addr.len = sizeof(*in);
	} else {
		in6->sin6_family = AF_INET6;
		in6->sin6_port = htons(port);
		inet_pton(AF_INET6, six, &in6->sin6_addr);
		addr.len = sizeof(*in6);
	}
	return addr;
}

static int open_socket(const struct address *local)
{
	int fd = socket(local->any.ss_family, SOCK_DGRAM | SOCK_CLOEXEC, 0);

	if (fd < 0 || bind(fd, (const void *)&local->any, local->len))
		die("cannot open a socket inside the tunnel: %s",
		    strerror(errno));
	return fd;
}

static int open_receiver(const struct plan *plan)
{
	struct address local = make_address(plan->inner, INNER4_RECEIVER,
					    INNER6_RECEIVER, INNER_PORT);
	int fd = open_socket(&local), size = RECEIVE_BUFFER, one = 1;

	if (setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof(size)))
		die("SO_RCVBUFFORCE: %s", strerror(errno));
	if (plan->gro &&
	    setsockopt(fd, IPPROTO_UDP, UDP_GRO, &one, sizeof(one)))
		die("UDP_GRO: %s", strerror(errno));
	return fd;
}

static int open_flow(int inner, uint16_t port)
{
	struct address local = make_address(inner, INNER4_SENDER,
					    INNER6_SENDER, port);
	struct address remote = make_address(inner, INNER4_RECEIVER,
					     INNER6_RECEIVER, INNER_PORT);
	int fd = open_socket(&local);

	if (connect(fd, (const void *)&remote.any, remote.len))
		die("cannot reach the remote end of the tunnel: %s",
		    strerror(errno));
	return fd;
}

/*
 * Return: an ephemeral port, as a client has it. The ports have no order but are
 * the same in each run. Consecutive ports would flatter the result: a Toeplitz
 * hash spreads 256 of them exactly evenly. The generator's period is 65536, so no
 * port repeats.
 */
static uint16_t next_port(uint16_t *state)
{
	do {
		*state = *state * 25173u + 13849u;
	} while (*state < 32768 || *state > 60999);
	return *state;
}

static void traffic_open(struct traffic *traffic, const struct topology *topo)
{
	const struct plan *plan = traffic->plan;
	uint16_t state = 0;
	int flow;

	traffic->tx = alloc_zeroed(plan->flows, sizeof(*traffic->tx));
	traffic->port = alloc_zeroed(plan->flows, sizeof(*traffic->port));
	traffic->seen = alloc_zeroed(plan->flows, plan->each);
	traffic->next = alloc_zeroed(plan->flows, sizeof(*traffic->next));

	ns_enter(topo->receiver);
	traffic->rx = open_receiver(plan);
	ns_enter(topo->sender);
	for (flow = 0; flow < plan->flows; flow++) {
		traffic->port[flow] = next_port(&state);
		traffic->tx[flow] = open_flow(plan->inner, traffic->port[flow]);
	}
	ns_enter(topo->root);
}

static void traffic_close(struct traffic *traffic)
{
	for (int flow = 0; flow < traffic->plan->flows; flow++)
		close(traffic->tx[flow]);
	close(traffic->rx);
	free(traffic->next);
	free(traffic->seen);
	free(traffic->port);
	free(traffic->tx);
}

/* Fill in the payload that belongs to @probe. Return: its length. */
static int fill_payload(const struct plan *plan, const struct probe *probe,
			uint8_t *buf)
{
	uint32_t x = probe->run * 2654435761u ^ probe->flow << 16 ^
		     (probe->seq + 1);
	int i, len;

	x *= 2246822519u;
	x |= 1;
	len = plan->payload ?:
	      PAYLOAD_MIN + (x >> 8) % (PAYLOAD_MAX - PAYLOAD_MIN + 1);
	memcpy(buf, probe, sizeof(*probe));
	for (i = sizeof(*probe); i < len; i++) {
		x ^= x << 13;
		x ^= x >> 17;
		x ^= x << 5;
		buf[i] = x;
	}
	return len;
}

/* The flows take turns. Without trains packet @n is number n / flows of flow n % flows. */
static void send_packet(struct traffic *traffic, int n)
{
	const struct plan *plan = traffic->plan;
	int train = plan->train ?: 1, turn = n / train;
	struct probe probe = {
		.magic = PROBE_MAGIC,
		.run = plan->run,
		.flow = turn % plan->flows,
		.seq = turn / plan->flows * train + n % train,
	};
	uint8_t buf[PAYLOAD_MAX];
	int len;

	if (plan->backwards)
		probe.seq = plan->each - 1 - probe.seq;
	len = fill_payload(plan, &probe, buf);
	if (send(traffic->tx[probe.flow], buf, len, 0) != len)
		die("cannot send into the tunnel: %s", strerror(errno));
	traffic->tally->sent++;
}

static uint16_t source_port(const struct address *from)
{
	const struct sockaddr_in6 *in6 = (const void *)&from->any;
	const struct sockaddr_in *in = (const void *)&from->any;

	return ntohs(from->any.ss_family == AF_INET ? in->sin_port :
		     in6->sin6_port);
}

/* A packet is intact if all its bytes follow from the first ones. */
static bool is_intact(const struct traffic *traffic, const uint8_t *buf,
		      int len, uint16_t port, struct probe *probe)
{
	const struct plan *plan = traffic->plan;
	uint8_t want[PAYLOAD_MAX];

	if (len < sizeof(*probe))
		return false;
	memcpy(probe, buf, sizeof(*probe));
	return probe->magic == PROBE_MAGIC && probe->run == plan->run &&
	       probe->flow < plan->flows && probe->seq < plan->each &&
	       port == traffic->port[probe->flow] &&
	       len == fill_payload(plan, probe, want) && !memcmp(buf, want, len);
}

static void examine(struct traffic *traffic, const uint8_t *buf, int len,
		    uint16_t port)
{
	struct tally *tally = traffic->tally;
	struct probe probe;
	uint8_t *seen;

	if (!is_intact(traffic, buf, len, port, &probe)) {
		tally->damaged++;
		return;
	}
	seen = &traffic->seen[probe.flow * traffic->plan->each + probe.seq];
	if (*seen) {
		tally->repeated++;
		return;
	}
	*seen = 1;
	tally->intact++;
	if (probe.seq < traffic->next[probe.flow])
		tally->reordered++;
	else
		traffic->next[probe.flow] = probe.seq + 1;
}

/* Return: the length of each packet of those that GRO merged to @len bytes. */
static int segment_size(struct msghdr *msg, int len)
{
	struct cmsghdr *cmsg;

	for (cmsg = CMSG_FIRSTHDR(msg); cmsg; cmsg = CMSG_NXTHDR(msg, cmsg))
		if (cmsg->cmsg_level == IPPROTO_UDP &&
		    cmsg->cmsg_type == UDP_GRO)
			memcpy(&len, CMSG_DATA(cmsg), sizeof(len));
	return len;
}

/* Take what the socket has next: a packet, or several merged ones. */
static bool receive_next(struct traffic *traffic)
{
	static uint8_t buf[MERGED_MAX];
	struct iovec iov = { buf, sizeof(buf) };
	char control[CMSG_SPACE(sizeof(int))];
	struct address from;
	struct msghdr msg = {
		.msg_name = &from.any, .msg_namelen = sizeof(from.any),
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	ssize_t at = 0, len = recvmsg(traffic->rx, &msg, MSG_DONTWAIT);
	int size = segment_size(&msg, len);

	if (len < 0)
		return false;
	do {
		traffic->arrived++;
		examine(traffic, buf + at, len - at < size ? len - at : size,
			source_port(&from));
		at += size;
	} while (at < len);
	return true;
}

/* Receive every packet that has arrived; wait at most @wait_ms for the first. */
static bool receive_packets(struct traffic *traffic, int wait_ms)
{
	struct pollfd pfd = { .fd = traffic->rx, .events = POLLIN };

	if (poll(&pfd, 1, wait_ms) <= 0)
		return false;
	while (receive_next(traffic))
		;
	return true;
}

/* A lost packet keeps its place in the window. The run ends when all are taken. */
static void exchange(struct traffic *traffic, const struct topology *topo)
{
	const struct plan *plan = traffic->plan;
	int total = plan->flows * plan->each, window = plan->window ?: WINDOW;
	struct tally *tally = traffic->tally;

	do {
		while (tally->sent < total &&
		       tally->sent - traffic->arrived < window) {
			if (plan->midway && tally->sent == total / 2)
				plan->midway(topo, plan->arg);
			send_packet(traffic, tally->sent);
		}
	} while (tally->intact < total &&
		 receive_packets(traffic, plan->stall_ms ?: STALL_MS));
}

static void traffic_begin(struct traffic *traffic, const struct topology *topo)
{
	memset(traffic->tally, 0, sizeof(*traffic->tally));
	traffic_open(traffic, topo);
}

/* The kernel may still hold packets that arrive a second time. */
static void traffic_end(struct traffic *traffic)
{
	receive_packets(traffic, 0);
	traffic_close(traffic);
}

static void timed_exchange(struct traffic *traffic, const struct topology *topo)
{
	long long start = clock_ms();

	exchange(traffic, topo);
	traffic->tally->seconds = (clock_ms() - start) / 1000.0;
}

/**
 * traffic_exchange() - send the packets of a plan and account for each
 * @topo: topology with a tunnel
 * @plan: packets to send
 * @tally: filled in except for @tally->packets; @tally->sent is less than planned if
 *	   packets stopped arriving
 */
void traffic_exchange(const struct topology *topo, const struct plan *plan,
		      struct tally *tally)
{
	struct traffic traffic = { .plan = plan, .tally = tally };

	traffic_begin(&traffic, topo);
	timed_exchange(&traffic, topo);
	traffic_end(&traffic);
}

/**
 * traffic_run() - do as traffic_exchange(), and count by queue and CPU
 * @topo: topology with a tunnel and the XDP program
 * @plan: packets to send
 * @tally: filled in
 */
void traffic_run(const struct topology *topo, const struct plan *plan,
		 struct tally *tally)
{
	struct traffic traffic = { .plan = plan, .tally = tally };
	struct counters before;

	traffic_begin(&traffic, topo);
	counters_read(topo, &before);
	timed_exchange(&traffic, topo);
	counters_await(topo, &tally->packets, &before, tally->sent);
	traffic_end(&traffic);
}
