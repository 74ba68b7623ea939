// SPDX-License-Identifier: GPL-2.0
/*
 * lab-run: the guest's NICs, and the wires between them.
 *
 * NICs on one hub get what each of the others sends. A hub is either QEMU's
 * own, which takes no privilege and no help from the host's kernel, or a bridge
 * of TAP devices, in a network namespace that begins and ends with QEMU:
 * nothing ever touches the host's own network.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "run.h"

#define NET_NICS_MAX	8
#define NET_QUEUES	4	/* for each CPU one, and one for its XDP */
#define NET_JUMBO	9000

struct net_nic {
	unsigned int hub;
	const char *options;
};

struct net_wiring {
	const char *name;
	const char *what;
	bool tap;
	struct net_nic nic[NET_NICS_MAX];
};

/*
 * What is said of offloads is what a hub of QEMU's has anyway, as it carries no
 * virtio-net header: a NIC that offered them would refuse a native XDP program.
 * Said out loud all the same, as a NIC that lost an offload silently and one
 * that never had it look alike. Such a hub has one queue a port, so mq is off.
 * Without romfile= the firmware would load and run a network boot ROM for each.
 *
 * How virtio_net keeps its receive buffers follows from what the device offers:
 * mergeable ones; small ones without that; big ones, chains of pages, without
 * that where packets may be longer.
 */
#define NIC_PLAIN	"guest_csum=off,guest_tso4=off,guest_tso6=off," \
			"guest_ecn=off,guest_ufo=off,romfile="
#define NIC_MERGEABLE	"mq=off," NIC_PLAIN
#define NIC_SMALL	"mq=off,mrg_rxbuf=off,rss=on," NIC_PLAIN
#define NIC_BIG		"mq=off,mrg_rxbuf=off,host_mtu=9000," NIC_PLAIN
/* vectors: two for each pair of queues, one for control, one for changes */
#define NIC_HASH	"mq=on,vectors=10,hash=on,rss=on," NIC_PLAIN

static const struct net_wiring wirings[] = {
	{ .name = "wire", .what = "two virtio NICs, joined",
	  .nic = { { 0, NIC_MERGEABLE }, { 0, NIC_MERGEABLE } } },
	{ .name = "modes", .what = "a pair for each kind of receive buffers",
	  .nic = { { 0, NIC_MERGEABLE }, { 0, NIC_MERGEABLE },
		   { 1, NIC_SMALL }, { 1, NIC_SMALL },
		   { 2, NIC_BIG }, { 2, NIC_BIG } } },
	/* QEMU reports hashes to a NIC only where its other side is a TAP. */
	{ .name = "tap", .what = "pairs that report hashes, on TAP devices",
	  .tap = true,
	  .nic = { { 0, NIC_HASH }, { 0, NIC_HASH },
		   { 1, NIC_HASH ",mrg_rxbuf=off" },
		   { 1, NIC_HASH ",mrg_rxbuf=off" } } },
};
/*
 * From 8.2 on QEMU offers these too, where the other side is a TAP; a name that it
 * does not know is an error to it.
 */
static const char * const newer_offloads[] = { "guest_uso4", "guest_uso6" };

#define N_WIRINGS	(sizeof(wirings) / sizeof(wirings[0]))

static const struct net_wiring *wiring_of(const struct lab_options *opt)
{
	if (!opt->net)
		return NULL;
	for (size_t i = 0; i < N_WIRINGS; i++)
		if (!strcmp(wirings[i].name, opt->net))
			return &wirings[i];
	lab_die("--net %s: no such wiring; --help lists them", opt->net);
}

static unsigned int nics_of(const struct net_wiring *wiring)
{
	unsigned int n = 0;

	while (n < NET_NICS_MAX && wiring->nic[n].options)
		n++;
	return n;
}

/**
 * lab_net_usage() - list the wirings, for --help
 */
void lab_net_usage(void)
{
	printf("\nWIRING:\n");
	for (size_t i = 0; i < N_WIRINGS; i++)
		printf("  %-14s %s\n", wirings[i].name, wirings[i].what);
}

/**
 * lab_net_is_tap() - whether the wiring has TAP devices
 * @opt: the options
 */
bool lab_net_is_tap(const struct lab_options *opt)
{
	const struct net_wiring *wiring = wiring_of(opt);

	return wiring && wiring->tap;
}

/* Asks QEMU itself which properties its NIC has. */
static bool qemu_has(const char *property)
{
	static const char ask[] = "exec \"${QEMU:-qemu-system-x86_64}\" "
				  "-device virtio-net-pci,help 2>/dev/null";
	FILE *help = popen(ask, "re");
	size_t len = strlen(property);
	char line[256];
	bool has = false;

	while (help && fgets(line, sizeof(line), help)) {
		const char *name = line + strspn(line, " ");

		has |= !strncmp(name, property, len) && name[len] == '=';
	}
	if (help)
		pclose(help);
	return has;
}

/* Leaves out of @words what the QEMU has not. */
static void say_newer_offloads(char *words, size_t room)
{
	size_t len = 0;

	*words = '\0';
	for (size_t i = 0; i < N_ELEMS(newer_offloads); i++)
		if (qemu_has(newer_offloads[i]))
			len += snprintf(words + len, room - len, ",%s=off",
					newer_offloads[i]);
}

/**
 * lab_net_words() - the part of QEMU's command line that is about NICs
 * @opt: the options
 * @qemu: gets the words
 */
void lab_net_words(const struct lab_options *opt, struct lab_words *qemu)
{
	const struct net_wiring *wiring = wiring_of(opt);
	unsigned int n = wiring ? nics_of(wiring) : 0;
	char newer[64] = "";

	if (wiring && wiring->tap)
		say_newer_offloads(newer, sizeof(newer));
	for (unsigned int i = 0; i < n; i++) {
		lab_add(qemu, "-netdev");
		if (wiring->tap)
			lab_add(qemu, "tap,id=net%u,ifname=net%u,script=no,"
				"downscript=no,queues=%u,vhost=off",
				i, i, NET_QUEUES);
		else
			lab_add(qemu, "hubport,id=net%u,hubid=%u", i,
				wiring->nic[i].hub);
	}
	for (unsigned int i = 0; i < n; i++) {
		lab_add(qemu, "-device");
		lab_add(qemu, "virtio-net-pci,netdev=net%u,"
			"mac=02:00:00:00:00:%02x,addr=%x,%s%s",
			i, i + 1, 0x10 + i, wiring->nic[i].options, newer);
	}
}

/*
 * A bridge that is a hub: it knows no addresses and waits for nobody. What the
 * host would filter on bridges goes through. Nothing sends anything by itself:
 * a packet that comes before the guest is up can stop a queue of QEMU's for
 * good.
 */
static const char head_script[] =
	"set -e; mtu=%u\n"
	"put() { for f; do [ ! -w $f ] || echo $value >$f; done; }\n"
	"value=1; put /proc/sys/net/ipv6/conf/*/disable_ipv6\n";
static const char hub_script[] =
	"ip link add $hub mtu $mtu type bridge"
	" forward_delay 0 ageing_time 0 mcast_snooping 0\n"
	"ip link set $hub up\n";
static const char nic_script[] =
	"ip tuntap add $nic mode tap vnet_hdr multi_queue\n"
	"ip link set $nic mtu $mtu master $hub up\n";
static const char end_script[] =
	"value=0; put /proc/sys/net/bridge/bridge-nf-call-*\n";
static const char qemu_script[] = "exec \"$0\" \"$@\"\n";
/* The program and its socket come in front of QEMU. */
static const char beside_script[] =
	"socket=$1; shift\n"
	"\"$0\" \"$socket\" &\n"
	"exec \"$@\"\n";

static char *net_script(const struct net_wiring *wiring, bool beside)
{
	unsigned int n = nics_of(wiring), hubs = 0;
	size_t len;
	char *text;
	FILE *f;

	f = open_memstream(&text, &len);
	if (!f)
		lab_die("out of memory");
	fprintf(f, head_script, NET_JUMBO + 100);
	for (unsigned int i = 0; i < n; i++) {
		fprintf(f, "hub=hub%u nic=net%u\n", wiring->nic[i].hub, i);
		if (wiring->nic[i].hub == hubs && ++hubs)
			fputs(hub_script, f);
		fputs(nic_script, f);
	}
	fputs(end_script, f);
	fputs(beside ? beside_script : qemu_script, f);
	if (fclose(f))
		lab_die("out of memory");
	return text;
}

/* Whether this process may have these namespaces. */
static bool may_unshare(int flags)
{
	pid_t pid = fork();
	int st;

	if (!pid)
		_exit(!!unshare(flags));
	return pid > 0 && waitpid(pid, &st, 0) == pid && !st;
}

static void add_prefix(const struct lab_options *opt, struct lab_words *words,
		       bool as_root)
{
	char *script = net_script(wiring_of(opt), opt->beside);

	lab_add(words, "unshare");
	if (!as_root)
		lab_add(words, "--map-root-user");
	lab_add(words, "--net");
	lab_add(words, "sh");
	lab_add(words, "-c");
	lab_add(words, "%s", script);
	free(script);
	if (!opt->beside)
		return;
	lab_add(words, "%s", lab_absolute(opt->beside));
	lab_add(words, "%s", lab_absolute(lab_path(opt, LAB_BESIDE_SOCKET)));
}

/**
 * lab_net_prefix() - what goes in front of QEMU: a program that starts it
 * @opt: the options
 * @words: gets the words; none unless the wiring has TAP devices
 */
void lab_net_prefix(const struct lab_options *opt, struct lab_words *words)
{
	if (lab_net_is_tap(opt))
		add_prefix(opt, words, may_unshare(CLONE_NEWNET));
}

/* Sets up the wiring once for nothing; what programs say is on our stderr. */
static bool trial(const struct lab_options *opt)
{
	struct lab_options alone = *opt;
	static struct lab_words words;
	pid_t pid;
	int st;

	words.n = 0;
	alone.beside = NULL;
	lab_net_prefix(&alone, &words);
	lab_add(&words, "true");
	pid = fork();
	if (!pid) {
		execvp(words.word[0], words.word);
		fprintf(stderr, "%s: %s\n", words.word[0], strerror(errno));
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &st, 0) == pid && !st;
}

/**
 * lab_net_lacks() - why this machine cannot have the wiring
 * @opt: the options
 *
 * Return: what is missing and what to do about it, or NULL.
 */
const char *lab_net_lacks(const struct lab_options *opt)
{
	static char why[128];
	int fd;

	if (!lab_net_is_tap(opt))
		return NULL;
	fd = open("/dev/net/tun", O_RDWR | O_CLOEXEC);
	if (fd < 0) {
		snprintf(why, sizeof(why),
			 "/dev/net/tun: %s; modprobe tun, and access to it",
			 strerror(errno));
		return why;
	}
	close(fd);
	if (!may_unshare(CLONE_NEWNET) &&
	    !may_unshare(CLONE_NEWUSER | CLONE_NEWNET))
		return "no network namespace: be root, or allow user namespaces "
		       "(sysctl user.max_user_namespaces)";
	return trial(opt) ? NULL : "TAP devices and a bridge cannot be set up "
				   "(modprobe bridge; apt-get install iproute2)";
}
