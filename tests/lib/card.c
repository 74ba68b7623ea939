// SPDX-License-Identifier: GPL-2.0
/* The cards: found by address, set by ethtool, asked by ioctl. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include <arpa/inet.h>
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/net_tstamp.h>
#include <linux/sockios.h>

#include "net.h"
#include "port.h"
#include "card.h"

static bool read_line(const char *path, char *line, size_t room)
{
	FILE *f = fopen(path, "re");
	bool ok = f && fgets(line, room, f);

	if (f)
		fclose(f);
	if (ok)
		line[strcspn(line, "\n")] = '\0';
	return ok;
}

/**
 * card_name() - the network device of an address
 * @mac: as in sysfs
 *
 * Return: its name, NULL without one.
 */
const char *card_name(const char *mac)
{
	static char names[4][IFNAMSIZ];
	static unsigned int next;
	char path[300], line[64];
	DIR *dir = opendir("/sys/class/net");
	const char *name = NULL;
	struct dirent *d;

	while (dir && !name && (d = readdir(dir))) {
		snprintf(path, sizeof(path), "/sys/class/net/%s/address",
			 d->d_name);
		if (!read_line(path, line, sizeof(line)) || strcmp(line, mac))
			continue;
		snprintf(path, sizeof(path), "/sys/class/net/%s/device",
			 d->d_name);
		if (access(path, F_OK))
			continue;
		snprintf(names[next % 4], IFNAMSIZ, "%.15s", d->d_name);
		name = names[next++ % 4];
	}
	if (dir)
		closedir(dir);
	return name;
}

/**
 * card_run() - run a command, silently
 * @fmt: the command, for the shell
 *
 * Return: its exit status.
 */
int card_run(const char *fmt, ...)
{
	char what[512], cmd[600];
	bool plain;
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(what, sizeof(what), fmt, ap);
	va_end(ap);
	/* One program needs no second process; echo is the shell's own. */
	plain = !strpbrk(what, ";|&<>");
	snprintf(cmd, sizeof(cmd), "exec >/dev/null 2>&1; %s%s",
		 plain ? "exec " : "", what);
	return system(cmd);
}

/* A module, as Debian's kernel has it, or built in, as ours does */
#define MODULE		"/lib/modules/mlx5_core.ko"
#define DRIVER		"/sys/bus/pci/drivers/mlx5_core"

static const char * const slots[] = { "0000:00:18.0", "0000:00:19.0" };

/**
 * card_unbind() - take a card from its driver
 * @nic: its number
 *
 * Return: 0, or what the shell says.
 */
int card_unbind(unsigned int nic)
{
	return card_run("echo %s >" DRIVER "/unbind", slots[nic]);
}

/**
 * card_bind() - give a card to its driver
 * @nic: its number
 *
 * Return: 0, or what the shell says.
 */
int card_bind(unsigned int nic)
{
	return card_run("echo %s >" DRIVER "/bind", slots[nic]);
}

static int gone(void)
{
	return card_name(CARD_MAC0) || card_name(CARD_MAC1) ? -1 : 0;
}

/**
 * card_reprobe() - remove the driver from both cards, and have it probe them
 *
 * Return: 0, or what the shell says.
 */
int card_reprobe(void)
{
	if (!access(MODULE, F_OK))
		return card_run("rmmod mlx5_core") ?: gone() ?:
		       card_run("insmod " MODULE);
	return card_unbind(0) ?: card_unbind(1) ?: gone() ?: card_bind(0) ?:
	       card_bind(1);
}

/**
 * card_is_empty() - whether a card that no driver has holds nothing any more
 * @nic: its number
 */
bool card_is_empty(unsigned int nic)
{
	char queues[1 << 12], rules[1 << 12];

	if (card_control(nic, "queues", queues, sizeof(queues)) ||
	    card_control(nic, "rules", rules, sizeof(rules)))
		return false;
	return !strcmp(queues, "ok\n") && !strcmp(rules, "root 0\nok\n") &&
	       !card_stat(nic, "objects") && !card_stat(nic, "left");
}

static int device_ioctl(const char *dev, unsigned long op, void *data)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq ifr = { .ifr_data = data };
	int err;

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", dev);
	err = ioctl(fd, op, &ifr);
	close(fd);
	return err;
}

/* Whether a device of our network namespace has a link */
static bool is_running(const char *dev)
{
	int fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	struct ifreq ifr = { 0 };
	int err;

	snprintf(ifr.ifr_name, sizeof(ifr.ifr_name), "%s", dev);
	err = ioctl(fd, SIOCGIFFLAGS, &ifr);
	close(fd);
	return !err && ifr.ifr_flags & IFF_RUNNING;
}

/**
 * card_wait_up() - wait until a device has a link
 * @dev: the card, which is set up
 *
 * Return: 0, or -1 when that takes more than 5 seconds.
 */
int card_wait_up(const char *dev)
{
	for (int i = 0; i < 500; i++) {
		if (is_running(dev))
			return 0;
		usleep(10000);
	}
	return -1;
}

/**
 * card_rss() - read the key and the table back
 * @dev: the card
 * @rss: gets them
 *
 * Return: 0, or -1.
 */
int card_rss(const char *dev, struct card_rss *rss)
{
	struct {
		struct ethtool_rxfh head;
		__u32 data[CARD_INDIR_MAX + CARD_KEY_LEN / 4];
	} fh = { .head = { .cmd = ETHTOOL_GRSSH } };

	if (device_ioctl(dev, SIOCETHTOOL, &fh))
		return -1;
	if (fh.head.key_size != CARD_KEY_LEN ||
	    fh.head.indir_size > CARD_INDIR_MAX)
		return -1;
	rss->entries = fh.head.indir_size;
	fh.head = (struct ethtool_rxfh){ .cmd = ETHTOOL_GRSSH,
					 .indir_size = rss->entries,
					 .key_size = CARD_KEY_LEN };
	if (device_ioctl(dev, SIOCETHTOOL, &fh))
		return -1;
	memcpy(rss->indir, fh.data, 4 * rss->entries);
	memcpy(rss->key, fh.data + rss->entries, CARD_KEY_LEN);
	return 0;
}

int card_hwtstamp(const char *dev, bool on)
{
	struct hwtstamp_config config = {
		.rx_filter = on ? HWTSTAMP_FILTER_ALL : HWTSTAMP_FILTER_NONE,
	};

	return device_ioctl(dev, SIOCSHWTSTAMP, &config);
}

/* What `ethtool -T` shows. */
int card_ts_info(const char *dev, struct ethtool_ts_info *info)
{
	*info = (struct ethtool_ts_info){ .cmd = ETHTOOL_GET_TS_INFO };
	return device_ioctl(dev, SIOCETHTOOL, info);
}

/**
 * card_phc() - open the hardware clock
 * @dev: the card
 *
 * Return: a file descriptor, or -1.
 */
int card_phc(const char *dev)
{
	struct ethtool_ts_info info;
	char path[32];

	if (card_ts_info(dev, &info) || info.phc_index < 0)
		return -1;
	snprintf(path, sizeof(path), "/dev/ptp%d", info.phc_index);
	return open(path, O_RDWR | O_CLOEXEC);
}

__u64 card_phc_read(int fd)
{
	struct timespec ts = { 0 };

	/* The clock of a file descriptor, as the kernel numbers them */
	clock_gettime((~(clockid_t)fd << 3) | 3, &ts);
	return ts.tv_sec * 1000000000ULL + ts.tv_nsec;
}

/* All frames of a device, but not those it sends. */
int card_socket(const char *dev)
{
	int fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	struct sockaddr_ll addr = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(ETH_P_ALL),
		.sll_ifindex = if_nametoindex(dev),
	};
	int one = 1, room = 8 << 20;

	setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &one, sizeof(one));
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room));
	if (bind(fd, (struct sockaddr *)&addr, sizeof(addr))) {
		close(fd);
		return -1;
	}
	return fd;
}

int card_send(int fd, const struct frame *frame)
{
	return send(fd, frame->data, frame->len, 0) == (ssize_t)frame->len ?
	       0 : -1;
}

/**
 * card_receive() - wait for a test frame
 * @fd: from card_socket()
 * @frame: gets it
 * @timeout_ms: how long to wait for the next frame of any kind
 *
 * Return: 0, or -1 when none came.
 */
int card_receive(int fd, struct frame *frame, int timeout_ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	while (poll(&p, 1, timeout_ms) == 1) {
		ssize_t len = recv(fd, frame->data, sizeof(frame->data), 0);

		frame->len = len > 0 ? len : 0;
		if (len >= 14 && (frame->data[7] == 0xcc ||
				  frame->data[1] == 0xcc))
			return 0;
	}
	return -1;
}

/* The port that lab-run joined to the control socket of a card. */
static int open_port(unsigned int nic)
{
	char name[32];

	snprintf(name, sizeof(name), "nic%u.control", nic);
	return port_open(name);
}

/**
 * card_control() - say a line to a card's control socket
 * @nic: its number
 * @line: the line, without newline
 * @answer: gets the answer's lines, or NULL
 * @room: bytes of it
 *
 * Return: 0 for "ok", -1 for an error or no answer.
 */
int card_control(unsigned int nic, const char *line, char *answer, size_t room)
{
	static char buf[1 << 16];
	struct pollfd p = { .fd = open_port(nic), .events = POLLIN };
	size_t len = 0;
	int err = -1;

	if (p.fd < 0)
		return -1;
	dprintf(p.fd, "%s\n", line);
	while (len < sizeof(buf) - 1 && poll(&p, 1, 5000) == 1) {
		ssize_t n = read(p.fd, buf + len, sizeof(buf) - 1 - len);
		const char *last;

		if (n <= 0)
			break;
		len += n;
		buf[len] = '\0';
		if (buf[len - 1] != '\n')
			continue;
		last = len > 3 ? buf + len - 3 : buf;
		err = strcmp(last, "ok\n") ? -1 : 0;
		if (!err || strstr(buf, "error "))
			break;
	}
	close(p.fd);
	if (answer)
		snprintf(answer, room, "%s", buf);
	return err;
}

/**
 * card_stat() - one of the numbers that the control line "stats" answers with
 * @nic: the card's number
 * @name: as there; that of the line in front where it has one: "rx packets"
 *
 * Return: the number, or ~0 where there is none.
 */
__u64 card_stat(unsigned int nic, const char *name)
{
	size_t line = strcspn(name, " "), skip = name[line] ? line + 1 : 0;
	char answer[1 << 11], want[32];
	const char *at = answer;

	if (card_control(nic, "stats", answer, sizeof(answer)))
		return ~0ULL;
	if (skip) {
		snprintf(want, sizeof(want), "%.*s ", (int)line, name);
		at = strstr(at, want);
	}
	snprintf(want, sizeof(want), " %s=", name + skip);
	at = at ? strstr(at, want) : NULL;
	return at ? strtoull(at + strlen(want), NULL, 10) : ~0ULL;
}

/* A counter of `ethtool -S`, ~0 where there is none */
__u64 card_counter(const char *dev, const char *name)
{
	__u64 value;

	return net_stat(dev, name, &value) ? ~0ULL : value;
}
