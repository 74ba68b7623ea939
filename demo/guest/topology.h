/* SPDX-License-Identifier: GPL-2.0 */
/*
 * What the parts of the guest's side of the demo have of each other.
 *
 * Three network namespaces, in which every neighbour is known beforehand:
 *
 *	sender		eth0, a virtio NIC, and on it the tunnel device
 *	   |		QEMU joins eth0 and eth1
 *	root		eth1, a modelled ConnectX-5, with the XDP program, which
 *	   |		redirects to veth0
 *	   |		veth0 and veth1 are the ends of one veth
 *	receiver	veth1 with its receive queues, each served by a thread
 *			on a CPU of its own; on it the tunnel device and the
 *			socket at which everything has to arrive
 */
#ifndef DEMO_GUEST_TOPOLOGY_H
#define DEMO_GUEST_TOPOLOGY_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#define NIC_SENDER	"eth0"
#define NIC_XDP		"eth1"
#define VETH_NEAR	"veth0"
#define VETH_FAR	"veth1"
#define TUNNEL_DEV	"tunnel"

/* QEMU gives the first two; the runner's `--cards mlx5-virtio` says which. */
#define MAC_SENDER	"02:00:00:00:01:02"
#define MAC_XDP		"02:00:00:00:01:01"
#define MAC_FAR		"02:00:00:00:00:03"

/* RFC 5737 and 3849 outside, RFC 1918 and 4193 inside */
#define OUTER4_SENDER	"192.0.2.1"
#define OUTER4_RECEIVER	"192.0.2.2"
#define OUTER6_SENDER	"2001:db8::1"
#define OUTER6_RECEIVER	"2001:db8::2"
#define INNER4_SENDER	"10.0.0.1"
#define INNER4_RECEIVER	"10.0.0.2"
#define INNER6_SENDER	"fd00::1"
#define INNER6_RECEIVER	"fd00::2"
#define INNER_PORT	7777

/* Labels of MPLS, and where RFC 7510 has it */
#define LABEL_OUTER	"200"
#define LABEL_INNER	"100"
#define MPLS_UDP_PORT	"6635"
#define MPLS_PROTO	"137"

#define QUEUES_MAX	16
#define CPUS_MAX	16

/* What rxmeta has to say fits in here. */
#define STAT_MAX	2048

enum {
	INNER4 = 1,
	INNER6 = 2,
};

/**
 * enum tunnel_flag - what else a tunnel has
 * @ETHERNET: it carries Ethernet, so its ends have MAC addresses
 * @NO_LOCAL: its device takes no local address
 * @ROUTED: nor a remote one: the route of the sender has it
 * @VLANS_BELOW: two VLAN tags before the outer header, 802.1ad and 802.1Q
 * @VLANS_INSIDE: the same in the Ethernet header it carries
 * @LABELS: two labels of MPLS
 * @FOU: the receiver takes %MPLS_PROTO out of UDP
 * @PINNED: the sender puts one UDP source port into the outer header, and not
 *	    one for each flow as it would by default
 * @VARIES: the sender puts a UDP source port for each flow there
 */
enum tunnel_flag {
	ETHERNET	= 1,
	NO_LOCAL	= 2,
	ROUTED		= 4,
	VLANS_BELOW	= 8,
	VLANS_INSIDE	= 16,
	LABELS		= 32,
	FOU		= 64,
	PINNED		= 128,
	VARIES		= 256,
};

/**
 * struct tunnel - a kind of tunnel
 * @name: what TUNNEL= calls it
 * @alias: what else TUNNEL= may call it, or ""
 * @title: for people
 * @words: arguments of `ip link add DEV type`, but for the addresses
 * @sender_words: more of them, for the sender's end alone
 * @route: arguments of `encap` for the route at the sender's end, or ""
 * @outer: IP version outside, 4 or 6
 * @inner: IP versions it carries: %INNER4, %INNER6
 * @flags: &enum tunnel_flag
 * @kind: the counter of `rxmeta stat` for it
 * @wire: what its frames look like; see tunnel_kinds.def
 */
struct tunnel {
	const char *name;
	const char *alias;
	const char *title;
	const char *words;
	const char *sender_words;
	const char *route;
	int outer;
	int inner;
	int flags;
	const char *kind;
	const char *wire;
};

/**
 * struct port - an interface, to ask by ethtool_run()
 * @name: its name
 * @fd: a socket in its namespace
 */
struct port {
	const char *name;
	int fd;
};

struct cpu_counter;

/**
 * struct topology - what the demo is played in
 * @sender: network namespace, a file descriptor
 * @root: network namespace
 * @receiver: network namespace
 * @nic: the NIC with the program
 * @far: the veth's far end
 * @queues: receive queues of @far
 * @nic_queues: receive queues of @nic
 * @cpus: CPUs
 * @threaded: @far has threads for its queues
 * @linear: @nic does as nic_linear() says
 * @counter: counts by CPU
 */
struct topology {
	int sender;
	int root;
	int receiver;
	struct port nic;
	struct port far;
	int queues;
	int nic_queues;
	int cpus;
	bool threaded;
	bool linear;
	struct cpu_counter *counter;
};

/**
 * struct counters - packets, by who has had them
 * @nic: by receive queue of the NIC
 * @queue: by receive queue of the veth's far end
 * @cpu: by CPU that gave them to the stack behind the veth
 */
struct counters {
	uint64_t nic[QUEUES_MAX];
	uint64_t queue[QUEUES_MAX];
	uint64_t cpu[CPUS_MAX];
};

/**
 * struct plan - what to send
 * @run: number that every packet of this run carries
 * @inner: IP version of the flows, 4 or 6
 * @flows: number of flows, each with a source port of its own
 * @each: packets a flow
 * @backwards: of each flow, send the last one first
 */
struct plan {
	uint32_t run;
	int inner;
	int flows;
	int each;
	bool backwards;
};

/**
 * struct tally - what became of what was sent
 * @sent: packets that the sender's socket took
 * @intact: of these, packets that arrived as they were sent
 * @repeated: packets that arrived once more
 * @damaged: packets that arrived otherwise, or were never sent
 * @reordered: packets that arrived behind a later one of their flow
 * @passed: of the intact ones, those that the program passed on, for captures
 * @seconds: how long it took
 * @packets: where they went by
 */
struct tally {
	int sent;
	int intact;
	int repeated;
	int damaged;
	int reordered;
	int passed;
	double seconds;
	struct counters packets;
};

/* util.c */
void die(const char *fmt, ...)
	__attribute__((format(printf, 1, 2), noreturn));
double now(void);
int ns_current(void);
void enter(int ns);
void write_file(const char *path, const char *text);
int run_program(const char * const *args, int input, char *output, int size);

/* ip.c */
FILE *ip_begin(void);
void ip_run(FILE *batch, int ns);
void ip_family(int ns, const char *family, const char *text);
void ip(int ns, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* topology.c */
void topology_make(struct topology *topo, int queues, bool threaded);
void topology_widen(struct topology *topo, int mtu);
void topology_remove(struct topology *topo);

/* ethtool.c */
void ethtool_open(struct port *port, const char *name);
void ethtool_run(const struct port *port, void *cmd, const char *what);
int ethtool_queues(const struct port *port, const char *format,
		   uint64_t packets[QUEUES_MAX]);

/* nic.c */
void nic_check(void);
void nic_start(struct topology *topo);
void nic_await_link(void);
void nic_linear(bool on);
void nic_read(const struct topology *topo, uint64_t packets[QUEUES_MAX]);

/* cpus.c */
void cpus_start(struct topology *topo);
void cpus_read(const struct topology *topo, uint64_t packets[CPUS_MAX]);
void cpus_stop(struct topology *topo);

/* queues.c */
void queues_start(const struct topology *topo);
void counters_read(const struct topology *topo, struct counters *counters);
void counters_await(const struct topology *topo, struct counters *counters,
		    const struct counters *before, uint64_t want);

/* tunnel.c */
extern const struct tunnel tunnels[];
const struct tunnel *tunnel_find(const char *name);
void tunnel_make(const struct topology *topo, const struct tunnel *tunnel);
void tunnel_remove(const struct topology *topo, const struct tunnel *tunnel);

/* wire.c */
int wire_open(const struct topology *topo);
bool wire_check(int fd, const struct tunnel *tunnel);

/* traffic.c */
void traffic_run(const struct topology *topo, const struct plan *plan,
		 struct tally *tally);

/* replay.c */
struct capture;
void replay_run(const struct topology *topo, struct capture *capture,
		struct tally *tally);

/* result.c */
void result_write(const struct topology *topo, const struct tunnel *tunnel,
		  const struct plan *plan, const struct tally *runs);
void result_write_capture(const struct topology *topo,
			  const struct capture *capture,
			  const struct tally *runs, const char *stat);

/* rxmeta.c */
void rxmeta_attach(const char *hash, const char *dst_mac);
void rxmeta_detach(void);
void rxmeta_stat(char *json);
uint64_t rxmeta_count(const char *json, const char *counter);

/* tap.c */
int tap_run(const char *glob);
int tap_list(void);

#endif
