// SPDX-License-Identifier: GPL-2.0
/*
 * The guest's virtio NICs, and the links between them.
 *
 * A hub links NICs: each receives what the others send. It is either a hub of
 * QEMU's, which needs no privilege and no help from the host's kernel, or a
 * bridge of TAP devices in a network namespace that begins and ends with QEMU.
 * Neither touches the host's own network.
 */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "command_line.h"
#include "links.h"
#include "qemu/common/error.h"
#include "qemu/common/files.h"
#include "qemu/common/words.h"
#include "run_directory.h"

#define N_ELEMS(a)	(sizeof(a) / sizeof((a)[0]))

#define NET_NICS_MAX	8
#define NET_QUEUES	4	/* for two CPUs: one each, and one for XDP */
#define NET_JUMBO	9000
#define NIC_MAC		"02:00:00:00:00:%02x"

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
 * virtio_net refuses a native XDP program while the NIC offers receive offloads.
 * A hub of QEMU's carries no virtio-net header, so QEMU drops the offloads
 * silently there. Switching them off explicitly makes that visible, and works on
 * TAP devices, too. A hub has one queue a port, so mq is off. Without romfile=
 * the firmware loads and runs a network boot ROM for each NIC.
 *
 * The device's features decide which receive buffers virtio_net uses: mergeable
 * ones; without mrg_rxbuf small ones; without mrg_rxbuf and with a large MTU big
 * ones, which are chains of pages.
 */
#define NIC_PLAIN	"guest_csum=off,guest_tso4=off,guest_tso6=off," \
			"guest_ecn=off,guest_ufo=off,romfile="
#define NIC_MERGEABLE	"mq=off," NIC_PLAIN
#define NIC_SMALL	"mq=off,mrg_rxbuf=off,rss=on," NIC_PLAIN
#define NIC_BIG		"mq=off,mrg_rxbuf=off,host_mtu=9000," NIC_PLAIN
/* VIRTIO_F_ACCESS_PLATFORM: the driver gives such a NIC user memory, for AF_XDP. */
#define NIC_DMA		",disable-legacy=on,iommu_platform=on"
/* vectors: two for each pair of queues, one for control, one for config changes */
#define NIC_HASH	"mq=on,vectors=10,hash=on,rss=on," NIC_PLAIN

static const struct net_wiring wirings[] = {
	{ .name = "wire", .what = "two virtio NICs, linked",
	  .nic = { { 0, NIC_MERGEABLE }, { 0, NIC_MERGEABLE } } },
	{ .name = "modes", .what = "a linked pair for each kind of receive buffers",
	  .nic = { { 0, NIC_MERGEABLE NIC_DMA }, { 0, NIC_MERGEABLE NIC_DMA },
		   { 1, NIC_SMALL NIC_DMA }, { 1, NIC_SMALL NIC_DMA },
		   { 2, NIC_BIG }, { 2, NIC_BIG } } },
	/* QEMU reports hashes only to a NIC whose backend is a TAP device. */
	{ .name = "tap", .what = "pairs that report hashes, on TAP devices",
	  .tap = true,
	  .nic = { { 0, NIC_HASH NIC_DMA }, { 0, NIC_HASH NIC_DMA },
		   { 1, NIC_HASH ",mrg_rxbuf=off" NIC_DMA },
		   { 1, NIC_HASH ",mrg_rxbuf=off" NIC_DMA } } },
};

/*
 * QEMU offers these from 8.2 on, where the backend is a TAP device. An older QEMU
 * rejects the names.
 */
static const char * const newer_offloads[] = { "guest_uso4", "guest_uso6" };

#define N_WIRINGS	(sizeof(wirings) / sizeof(wirings[0]))

static const struct net_wiring *wiring_of(const struct run_options *opt)
{
	if (!opt->net)
		return NULL;
	for (size_t i = 0; i < N_WIRINGS; i++)
		if (!strcmp(wirings[i].name, opt->net))
			return &wirings[i];
	die("--net %s: no such wiring; --help lists them", opt->net);
}

static unsigned int nics_of(const struct net_wiring *wiring)
{
	unsigned int n = 0;

	while (n < NET_NICS_MAX && wiring->nic[n].options)
		n++;
	return n;
}

/**
 * links_help() - list the wirings, for --help
 */
void links_help(void)
{
	printf("\nWIRING:\n");
	for (size_t i = 0; i < N_WIRINGS; i++)
		printf("  %-14s %s\n", wirings[i].name, wirings[i].what);
}

/**
 * links_need_taps() - tell whether the wiring has TAP devices
 * @opt: the options
 */
bool links_need_taps(const struct run_options *opt)
{
	const struct net_wiring *wiring = wiring_of(opt);

	return wiring && wiring->tap;
}

/* Asks QEMU whether its NIC has a property. */
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

/* Writes only those offloads that this QEMU knows. */
static void newer_offloads_off(char *words, size_t room)
{
	size_t len = 0;

	*words = '\0';
	for (size_t i = 0; i < N_ELEMS(newer_offloads); i++)
		if (qemu_has(newer_offloads[i]))
			len += snprintf(words + len, room - len, ",%s=off",
					newer_offloads[i]);
}

/**
 * links_add_nics() - add the NICs to QEMU's command line
 * @opt: the options
 * @qemu: the command line
 */
void links_add_nics(const struct run_options *opt, struct words *qemu)
{
	const struct net_wiring *wiring = wiring_of(opt);
	unsigned int n = wiring ? nics_of(wiring) : 0;
	char newer[64] = "";

	if (wiring && wiring->tap)
		newer_offloads_off(newer, sizeof(newer));
	for (unsigned int i = 0; i < n; i++) {
		words_add(qemu, "-netdev");
		if (wiring->tap)
			words_add(qemu, "tap,id=net%u,ifname=net%u,script=no,"
				  "downscript=no,queues=%u,vhost=off",
				  i, i, NET_QUEUES);
		else
			words_add(qemu, "hubport,id=net%u,hubid=%u", i,
				  wiring->nic[i].hub);
	}
	for (unsigned int i = 0; i < n; i++) {
		words_add(qemu, "-device");
		words_add(qemu, "virtio-net-pci,netdev=net%u,"
			  "mac=" NIC_MAC ",addr=%x,%s%s",
			  i, i + 1, 0x10 + i, wiring->nic[i].options, newer);
	}
}

/* Returns the NIC that is on the same hub, or -1. */
static int peer_of(const struct net_wiring *wiring, unsigned int nic)
{
	for (unsigned int i = 0; i < nics_of(wiring); i++)
		if (i != nic && wiring->nic[i].hub == wiring->nic[nic].hub)
			return i;
	return -1;
}

/**
 * links_list() - write a line of nic_list.c for each NIC
 * @opt: the options
 * @f: file to write to
 */
void links_list(const struct run_options *opt, FILE *f)
{
	const struct net_wiring *wiring = wiring_of(opt);

	for (unsigned int i = 0; wiring && i < nics_of(wiring); i++)
		fprintf(f, NIC_MAC "\t" NIC_MAC "\tvirtio NIC (NET=%s)\n",
			i + 1, peer_of(wiring, i) + 1, wiring->name);
}

/*
 * A bridge that works as a hub: it learns no addresses and forwards at once. The
 * host's packet filter does not see its packets. IPv6 is off, so that no device
 * sends anything by itself: a packet that arrives before the guest is up can stop
 * a queue of QEMU's for good.
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
/* The program of --beside and its socket come before QEMU on the command line. */
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

	f = memory_open(&text, &len);
	fprintf(f, head_script, NET_JUMBO + 100);
	for (unsigned int i = 0; i < n; i++) {
		fprintf(f, "hub=hub%u nic=net%u\n", wiring->nic[i].hub, i);
		if (wiring->nic[i].hub == hubs && ++hubs)
			fputs(hub_script, f);
		fputs(nic_script, f);
	}
	fputs(end_script, f);
	fputs(beside ? beside_script : qemu_script, f);
	memory_close(f);
	return text;
}

/* Returns whether this process may create these namespaces. */
static bool may_unshare(int flags)
{
	pid_t pid = fork();
	int st;

	if (!pid)
		_exit(!!unshare(flags));
	return pid > 0 && waitpid(pid, &st, 0) == pid && !st;
}

static void add_prefix(const struct run_options *opt, struct words *words,
		       bool as_root)
{
	char *script = net_script(wiring_of(opt), opt->beside);

	words_add(words, "unshare");
	if (!as_root)
		words_add(words, "--map-root-user");
	words_add(words, "--net");
	words_add(words, "sh");
	words_add(words, "-c");
	words_add(words, "%s", script);
	free(script);
	if (!opt->beside)
		return;
	words_add(words, "%s", absolute_path(opt->beside));
	words_add(words, "%s", absolute_path(run_path(opt, BESIDE_SOCKET)));
}

/**
 * links_add_prefix() - add the command that creates the TAP devices
 * @opt: the options
 * @words: the command line, before QEMU's name; stays as it is unless the wiring
 *	has TAP devices
 */
void links_add_prefix(const struct run_options *opt, struct words *words)
{
	if (links_need_taps(opt))
		add_prefix(opt, words, may_unshare(CLONE_NEWNET));
}

/* Creates the TAP devices for trial. Errors of the programs go to stderr. */
static bool trial(const struct run_options *opt)
{
	struct run_options alone = *opt;
	static struct words words;
	pid_t pid;
	int st;

	words.n = 0;
	alone.beside = NULL;
	links_add_prefix(&alone, &words);
	words_add(&words, "true");
	pid = fork();
	if (!pid) {
		execvp(words.word[0], words.word);
		fprintf(stderr, "%s: %s\n", words.word[0], strerror(errno));
		_exit(127);
	}
	return pid > 0 && waitpid(pid, &st, 0) == pid && !st;
}

/**
 * links_lack() - check whether this machine can provide the wiring
 * @opt: the options
 *
 * Return: what is missing and what to do about it, or NULL.
 */
const char *links_lack(const struct run_options *opt)
{
	static char why[128];
	int fd;

	if (!links_need_taps(opt))
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
