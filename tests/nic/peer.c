// SPDX-License-Identifier: GPL-2.0
/*
 * Put the second card into a network namespace of its own, so that packets between
 * the two cards go over the wire. No other packets go there.
 */
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

#include "tests/lib/lab_card.h"
#include "card_pair.h"
#include "peer.h"

#define NO_IPV6		"/proc/sys/net/ipv6/conf/default/disable_ipv6"

static int own_ns = -1, peer_ns = -1;

/* Continue in the namespace of the second card. */
void peer_enter(void)
{
	setns(peer_ns, CLONE_NEWNET);
}

/* Go back to the namespace of the first card. */
void peer_leave(void)
{
	setns(own_ns, CLONE_NEWNET);
}

static int write_one(const char *path)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	int err = fd < 0 || write(fd, "1", 1) != 1;

	if (fd >= 0)
		close(fd);
	return err;
}

/**
 * peer_take() - move the second card, and give both cards addresses and neighbours
 * @mtu: MTU of both cards
 *
 * Return: 0, or another value on error; peer_give_back() in both cases.
 */
int peer_take(unsigned int mtu)
{
	int err;

	if (card_run("ip netns add peer"))
		return -1;
	own_ns = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	peer_ns = open("/run/netns/peer", O_RDONLY | O_CLOEXEC);
	peer_enter();
	err = write_one(NO_IPV6);
	peer_leave();
	err = err ?: card_run("ip link set %s netns peer", peer) ?:
	      card_run("ip link set %s up mtu %u && ip addr add " LOCAL_IP
		       "/24 dev %s && ip neigh add " PEER_IP
		       " lladdr " CARD_MAC1 " dev %s", dev, mtu, dev, dev) ?:
	      card_run("ip -n peer link set %s up mtu %u && ip -n peer addr add "
		       PEER_IP "/24 dev %s && ip -n peer neigh add " LOCAL_IP
		       " lladdr " CARD_MAC0 " dev %s", peer, mtu, peer, peer) ?:
	      card_wait_up(dev);
	peer_enter();
	err = err ?: card_wait_up(peer);
	peer_leave();
	return err;
}

/* Delete the namespace. The card comes back some time later. */
int peer_give_back(void)
{
	close(peer_ns);
	close(own_ns);
	card_run("ip addr flush dev %s", dev);
	card_run("ip link set %s mtu 1500", dev);
	card_run("ip netns del peer");
	for (int ms = 0; ms < WAIT_MS && !card_name(CARD_MAC1); ms++)
		usleep(1000);
	return card_name(CARD_MAC1) ? 0 : -1;
}
