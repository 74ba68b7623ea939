// SPDX-License-Identifier: GPL-2.0
/* Modelled cards: their network devices, clocks and control sockets. */
#include <dirent.h>
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
#include <linux/ethtool.h>
#include <linux/net_tstamp.h>
#include <linux/sockios.h>

#include "lab_card.h"
#include "net.h"
#include "port.h"

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
 * card_name() - find the network device of a card
 * @mac: its address, as in sysfs
 *
 * Return: name of the device, or NULL.
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
 * card_run() - run a shell command and discard its output
 * @fmt: the command, as printf() takes it
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
	/* Without exec the shell would fork for a single program. */
	plain = !strpbrk(what, ";|&<>");
	snprintf(cmd, sizeof(cmd), "exec >/dev/null 2>&1; %s%s",
		 plain ? "exec " : "", what);
	return system(cmd);
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

/* Whether a device of the current network namespace has a link */
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
 * @dev: the device, which is up
 *
 * Return: 0, or -1 after 5 seconds.
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
 * card_be() - name the NICs of a network namespace by what they are
 * @mac: address of a card, as in sysfs
 *
 * The kernel names them in any order. The addresses come from lab-run.
 *
 * Return: 0, when that card is eth1 and the other NIC eth0; or -1.
 */
int card_be(const char *mac)
{
	const char *card = card_name(mac);

	if (!card) {
		net_say("there is no card %s: see --cards", mac);
		return -1;
	}
	if (net_take("eth0") || net_take("eth1"))
		return -1;
	if (!strcmp(card, "eth1"))
		return 0;
	return net_ip("link set dev eth0 down\nlink set dev eth1 down\n"
		      "link set dev eth0 name card\n"
		      "link set dev eth1 name eth0\n"
		      "link set dev card name eth1\n"
		      "link set dev eth0 up\nlink set dev eth1 up\n");
}

/* Switch timestamps of all received packets, and of sent ones, on or off. */
int card_hwtstamp(const char *dev, bool on)
{
	struct hwtstamp_config config = {
		.tx_type = on ? HWTSTAMP_TX_ON : HWTSTAMP_TX_OFF,
		.rx_filter = on ? HWTSTAMP_FILTER_ALL : HWTSTAMP_FILTER_NONE,
	};

	return device_ioctl(dev, SIOCSHWTSTAMP, &config);
}

/* Read what `ethtool -T` shows. */
int card_ts_info(const char *dev, struct ethtool_ts_info *info)
{
	*info = (struct ethtool_ts_info){ .cmd = ETHTOOL_GET_TS_INFO };
	return device_ioctl(dev, SIOCETHTOOL, info);
}

/**
 * card_phc() - open the hardware clock of a card
 * @dev: its network device
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

	/* The kernel makes a clock ID of a file descriptor so. */
	clock_gettime((~(clockid_t)fd << 3) | 3, &ts);
	return ts.tv_sec * 1000000000ULL + ts.tv_nsec;
}

/* lab-run connects a port of the guest to the control socket of each card. */
static int open_port(unsigned int nic)
{
	char name[32];

	snprintf(name, sizeof(name), "nic%u.control", nic);
	return port_open(name);
}

/**
 * card_control() - send a line to the control socket of a card
 * @nic: number of the card
 * @line: the line, without newline
 * @answer: set to the lines of the answer, or NULL
 * @room: size of @answer
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
 * card_stat() - read a counter of the model by the control line "stats"
 * @nic: number of the card
 * @name: name of the counter, after the name of its line if it has one: "rx packets"
 *
 * Return: the counter, or ~0 without it.
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
	snprintf(want, sizeof(want), "%s=", name + skip);
	/* The first word of a line, or a later one */
	while (at && (at = strstr(at, want)) && at > answer && !strchr(" \n", at[-1]))
		at++;
	return at ? strtoull(at + strlen(want), NULL, 10) : ~0ULL;
}

/* Read a counter of `ethtool -S`. Return: the counter, or ~0 without it. */
__u64 card_counter(const char *dev, const char *name)
{
	__u64 value;

	return net_stat(dev, name, &value) ? ~0ULL : value;
}
