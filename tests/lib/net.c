// SPDX-License-Identifier: GPL-2.0
/* Network devices of a test: namespaces, ethtool settings, packet sockets. */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <sched.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <linux/ethtool.h>
#include <linux/if_ether.h>
#include <linux/if_packet.h>
#include <linux/sockios.h>

#include "net.h"

#define NET_PATIENCE_S	3	/* without progress, on emulated CPUs */

void net_say(const char *fmt, ...)
{
	va_list args;

	printf("# ");
	va_start(args, fmt);
	vprintf(fmt, args);
	va_end(args);
	printf("\n");
	fflush(stdout);
}

static int net_write(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY);
	ssize_t len;

	if (fd < 0)
		return -errno;
	len = write(fd, text, strlen(text));
	close(fd);
	return len < 0 ? -errno : 0;
}

/**
 * net_new() - enter a new, empty network namespace
 *
 * IPv6 is off there, so that the kernel sends no packets of its own.
 *
 * Return: 0 or -errno.
 */
int net_new(void)
{
	if (unshare(CLONE_NEWNET))
		return -errno;
	net_write("/proc/sys/net/ipv6/conf/default/disable_ipv6", "1");
	net_write("/proc/sys/net/ipv6/conf/all/disable_ipv6", "1");
	return net_ip("link set lo up\n");
}

static pid_t net_spawn_ip(int *in)
{
	int pipes[2];
	pid_t pid;

	if (pipe2(pipes, O_CLOEXEC))
		return -1;
	pid = fork();
	if (!pid) {
		dup2(pipes[0], STDIN_FILENO);
		execlp("ip", "ip", "-batch", "-", NULL);
		_exit(127);
	}
	close(pipes[0]);
	*in = pipes[1];
	return pid;
}

/**
 * net_ip() - run ip(8) once on a batch of commands
 * @batch: the commands, one per line
 *
 * Return: 0 or -errno.
 */
int net_ip(const char *batch)
{
	int in = -1, status;
	pid_t pid = net_spawn_ip(&in);
	bool all;

	if (pid < 0)
		return -errno;
	all = write(in, batch, strlen(batch)) == (ssize_t)strlen(batch);
	close(in);
	if (waitpid(pid, &status, 0) != pid || status)
		return -EIO;
	return all ? 0 : -EPIPE;
}

/**
 * net_await() - wait until a device is in the network namespace of PID 1
 * @dev: a NIC; a namespace ends, and returns it, some time after its last process
 *
 * Return: 0 or -ENODEV.
 */
int net_await(const char *dev)
{
	char path[64];
	int ms;

	snprintf(path, sizeof(path), "/sys/class/net/%s", dev);
	for (ms = 0; access(path, F_OK); ms++) {
		if (ms == NET_PATIENCE_S * 1000) {
			net_say("there is no %s: boot with another --net", dev);
			return -ENODEV;
		}
		usleep(1000);
	}
	return 0;
}

/**
 * net_take() - move a device from the network namespace of PID 1 and set it up
 * @dev: a NIC; it goes back when the current namespace ends. It becomes promiscuous,
 *	 because packets of a test go to an address that no device has
 *
 * Return: 0 or -errno.
 */
int net_take(const char *dev)
{
	char batch[128];
	int first, status;
	pid_t pid;

	if (net_await(dev))
		return -ENODEV;
	snprintf(batch, sizeof(batch), "link set dev %s netns %d\n", dev,
		 getpid());
	pid = fork();
	if (!pid) {
		first = open("/proc/1/ns/net", O_RDONLY | O_CLOEXEC);
		_exit(first < 0 || setns(first, CLONE_NEWNET) || net_ip(batch));
	}
	if (pid < 0 || waitpid(pid, &status, 0) != pid || status)
		return -ENODEV;
	snprintf(batch, sizeof(batch), "link set dev %s promisc on up\n",
		 dev);
	return net_ip(batch);
}

unsigned int net_index(const char *dev)
{
	return dev ? if_nametoindex(dev) : 0;
}

/**
 * net_ethtool() - run a command of ethtool
 * @dev: device
 * @cmd: the command and its data, as the kernel takes them
 *
 * Return: 0 or -errno.
 */
int net_ethtool(const char *dev, void *cmd)
{
	struct ifreq req = { .ifr_data = cmd };
	int fd, err = 0;

	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	strncpy(req.ifr_name, dev, IFNAMSIZ - 1);
	if (ioctl(fd, SIOCETHTOOL, &req))
		err = -errno;
	close(fd);
	return err;
}

/* With GRO on, a veth receives through NAPI even without a program. */
int net_set_gro(const char *dev, bool on)
{
	struct ethtool_value cmd = { .cmd = ETHTOOL_SGRO, .data = on };

	return net_ethtool(dev, &cmd);
}

/* Features and counters have no fixed index: look the name up. */
static int net_lookup(const struct ethtool_gstrings *names, const char *name)
{
	unsigned int i;

	for (i = 0; i < names->len; i++)
		if (!strcmp((char *)names->data + i * ETH_GSTRING_LEN, name))
			return i;
	return -ENOENT;
}

static struct ethtool_gstrings *net_strings(const char *dev, __u32 set)
{
	struct {
		struct ethtool_sset_info info;
		__u32 n;
	} count = {
		.info = { .cmd = ETHTOOL_GSSET_INFO, .sset_mask = 1ULL << set },
	};
	struct ethtool_gstrings *names;

	if (net_ethtool(dev, &count) || !count.n)
		return NULL;
	names = calloc(1, sizeof(*names) + count.n * ETH_GSTRING_LEN);
	if (!names)
		return NULL;
	names->cmd = ETHTOOL_GSTRINGS;
	names->string_set = set;
	names->len = count.n;
	if (!net_ethtool(dev, names))
		return names;
	free(names);
	return NULL;
}

static int net_set_feature(const char *dev, const char *name, bool on)
{
	struct ethtool_gstrings *names = net_strings(dev, ETH_SS_FEATURES);
	unsigned int words;
	struct ethtool_sfeatures *cmd;
	int bit, err = -ENOMEM;

	if (!names)
		return -EOPNOTSUPP;
	words = (names->len + 31) / 32;
	cmd = calloc(1, sizeof(*cmd) + words * sizeof(cmd->features[0]));
	bit = net_lookup(names, name);
	if (cmd && bit >= 0) {
		cmd->cmd = ETHTOOL_SFEATURES;
		cmd->size = words;
		cmd->features[bit / 32].valid = 1U << bit % 32;
		cmd->features[bit / 32].requested = (__u32)on << bit % 32;
		err = net_ethtool(dev, cmd);
	}
	free(cmd);
	free(names);
	return bit < 0 ? bit : err;
}

/**
 * net_has_feature() - look whether a feature of a device is on
 * @dev: device
 * @name: its name in the kernel, as "rx-hashing"
 *
 * Return: 1, 0, or -errno; -ENOENT without a feature of this name.
 */
int net_has_feature(const char *dev, const char *name)
{
	struct ethtool_gstrings *names = net_strings(dev, ETH_SS_FEATURES);
	struct ethtool_gfeatures *cmd;
	int bit, err = -ENOMEM;

	if (!names)
		return -EOPNOTSUPP;
	cmd = calloc(1, sizeof(*cmd) + (names->len + 31) / 32 * sizeof(cmd->features[0]));
	bit = net_lookup(names, name);
	if (cmd && bit >= 0) {
		cmd->cmd = ETHTOOL_GFEATURES;
		cmd->size = (names->len + 31) / 32;
		err = net_ethtool(dev, cmd) ?:
		      cmd->features[bit / 32].active >> bit % 32 & 1;
	}
	free(cmd);
	free(names);
	return bit < 0 ? bit : err;
}

/* Switch hashes of received packets on or off. */
int net_set_rxhash(const char *dev, bool on)
{
	return net_set_feature(dev, "rx-hashing", on);
}

/* The kernel puts the table first, then the key. */
struct net_rxfh {
	struct ethtool_rxfh cmd;
	__u8 config[NET_RSS_TABLE * sizeof(__u32) + NET_RSS_KEY_MAX];
};

/**
 * net_rss() - read how a NIC hashes
 * @dev: device
 * @rss: filled in
 *
 * Return: 0 or -errno; -EMSGSIZE for a key of fewer than NET_RSS_KEY bytes, or a
 * longer key or table.
 */
int net_rss(const char *dev, struct net_rss *rss)
{
	struct net_rxfh req = { .cmd = { .cmd = ETHTOOL_GRSSH } };
	int err = net_ethtool(dev, &req);

	if (err)
		return err;
	if (req.cmd.key_size < NET_RSS_KEY ||
	    req.cmd.key_size > NET_RSS_KEY_MAX ||
	    req.cmd.indir_size > NET_RSS_TABLE)
		return -EMSGSIZE;
	err = net_ethtool(dev, &req);
	rss->size = req.cmd.indir_size;
	rss->hfunc = req.cmd.hfunc;
	memcpy(rss->table, req.config, rss->size * sizeof(__u32));
	memcpy(rss->key, req.config + rss->size * sizeof(__u32), NET_RSS_KEY);
	return err;
}

/* Set the key and leave the table as it is. */
int net_set_rss_key(const char *dev, const __u8 *key)
{
	struct net_rxfh req = { .cmd = {
		.cmd = ETHTOOL_SRSSH, .key_size = NET_RSS_KEY,
		.indir_size = ETH_RXFH_INDIR_NO_CHANGE,
	} };

	memcpy(req.config, key, NET_RSS_KEY);
	return net_ethtool(dev, &req);
}

/**
 * net_set_hash_xfrm() - choose what is done with the fields before they are hashed
 * @dev: device
 * @xfrm: RXH_XFRM_..., 0: nothing
 *
 * Return: 0 or -errno; -EOPNOTSUPP if the driver cannot do that.
 */
int net_set_hash_xfrm(const char *dev, __u8 xfrm)
{
	struct net_rxfh req = { .cmd = {
		.cmd = ETHTOOL_SRSSH, .input_xfrm = xfrm,
		.indir_size = ETH_RXFH_INDIR_NO_CHANGE,
	} };

	return net_ethtool(dev, &req);
}

/**
 * net_set_symmetric_hash() - choose one hash for both directions of a flow
 * @dev: device
 * @on: whether to
 *
 * Return: 0 or -errno; -EOPNOTSUPP if the driver leaves no choice.
 */
int net_set_symmetric_hash(const char *dev, bool on)
{
	int err = net_set_hash_xfrm(dev, RXH_XFRM_SYM_OR_XOR);

	/* A driver without this choice takes 0, too. */
	return err || on ? err : net_set_hash_xfrm(dev, 0);
}

/* Switch insertion of VLAN tags on transmit on or off. */
int net_set_vlan_offload(const char *dev, bool on)
{
	return net_set_feature(dev, "tx-vlan-hw-insert", on) ?:
	       net_set_feature(dev, "tx-vlan-stag-hw-insert", on);
}

/* Switch removal of VLAN tags from received packets on or off. */
int net_set_rxvlan(const char *dev, bool on)
{
	return net_set_feature(dev, "rx-vlan-hw-parse", on);
}

int net_set_channels(const char *dev, unsigned int rx)
{
	struct ethtool_channels cmd = {
		.cmd = ETHTOOL_SCHANNELS, .rx_count = rx, .tx_count = 1,
	};

	return net_ethtool(dev, &cmd);
}

/**
 * net_stat() - read a counter of a device
 * @dev: device
 * @name: its name in `ethtool -S`
 * @value: set to it
 *
 * Return: 0 or -errno; -ENOENT without a counter of this name.
 */
int net_stat(const char *dev, const char *name, __u64 *value)
{
	struct ethtool_gstrings *names = net_strings(dev, ETH_SS_STATS);
	struct ethtool_stats *stats;
	int at, err = -ENOMEM;

	if (!names)
		return -EOPNOTSUPP;
	stats = calloc(1, sizeof(*stats) + names->len * sizeof(__u64));
	at = net_lookup(names, name);
	if (stats && at >= 0) {
		stats->cmd = ETHTOOL_GSTATS;
		stats->n_stats = names->len;
		err = net_ethtool(dev, stats);
		*value = stats->data[at];
	}
	free(stats);
	free(names);
	return at < 0 ? at : err;
}

/**
 * net_socket() - open a packet socket
 * @dev: device that it is bound to
 * @taps: it receives all packets that come in; otherwise it only sends
 *
 * Return: a file descriptor or -errno.
 */
int net_socket(const char *dev, bool taps)
{
	struct sockaddr_ll to = {
		.sll_family = AF_PACKET,
		.sll_protocol = htons(taps ? ETH_P_ALL : 0),
		.sll_ifindex = net_index(dev),
	};
	int fd, on = 1, room = 8 << 20;

	fd = socket(AF_PACKET, SOCK_RAW | SOCK_CLOEXEC, 0);
	if (fd < 0)
		return -errno;
	setsockopt(fd, SOL_PACKET, PACKET_IGNORE_OUTGOING, &on, sizeof(on));
	setsockopt(fd, SOL_PACKET, PACKET_AUXDATA, &on, sizeof(on));
	setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room));
	if (!bind(fd, (struct sockaddr *)&to, sizeof(to)))
		return fd;
	close(fd);
	return -errno;
}

static const struct tpacket_auxdata *net_aux(struct msghdr *msg)
{
	struct cmsghdr *c;

	for (c = CMSG_FIRSTHDR(msg); c; c = CMSG_NXTHDR(msg, c))
		if (c->cmsg_level == SOL_PACKET &&
		    c->cmsg_type == PACKET_AUXDATA)
			return (void *)CMSG_DATA(c);
	return NULL;
}

/**
 * net_recv() - receive a frame as it was on the wire, without waiting
 * @fd: from net_socket()
 * @frame: set to the frame; a tag that the kernel took out is put back
 * @room: size of @frame
 *
 * Return: its length or -errno; -EAGAIN without a frame.
 */
int net_recv(int fd, void *frame, unsigned int room)
{
	char control[CMSG_SPACE(sizeof(struct tpacket_auxdata))];
	struct iovec iov = { frame, room - 4 };
	struct msghdr msg = {
		.msg_iov = &iov, .msg_iovlen = 1,
		.msg_control = control, .msg_controllen = sizeof(control),
	};
	const struct tpacket_auxdata *aux;
	__u16 tag[2];
	int len;

	len = recvmsg(fd, &msg, MSG_DONTWAIT | MSG_TRUNC);
	if (len < 0)
		return -errno;
	aux = net_aux(&msg);
	if (!aux || len > iov.iov_len)
		return -EMSGSIZE;
	if (!(aux->tp_status & TP_STATUS_VLAN_VALID))
		return len;
	tag[0] = htons(aux->tp_vlan_tpid);
	tag[1] = htons(aux->tp_vlan_tci);
	memmove(frame + 16, frame + 12, len - 12);
	memcpy(frame + 12, tag, sizeof(tag));
	return len + 4;
}

/**
 * net_wait() - wait for a counter of a BPF program
 * @counter: the counter, in a mapped map
 * @want: value that it has to reach
 *
 * Return: 0, or -ETIMEDOUT when the counter stops below @want.
 */
int net_wait(const volatile __u32 *counter, __u32 want)
{
	const struct timespec nap = { .tv_nsec = 200 * 1000 };
	struct timespec now, moved;
	__u32 last = 0;

	clock_gettime(CLOCK_MONOTONIC, &moved);
	while (*counter < want) {
		clock_gettime(CLOCK_MONOTONIC, &now);
		if (*counter != last)
			moved = now;
		else if (now.tv_sec > moved.tv_sec + NET_PATIENCE_S)
			return -ETIMEDOUT;
		last = *counter;
		nanosleep(&nap, NULL);
	}
	return 0;
}

int net_pin(int cpu)
{
	cpu_set_t set;

	CPU_ZERO(&set);
	CPU_SET(cpu, &set);
	return sched_setaffinity(0, sizeof(set), &set) ? -errno : 0;
}
