// SPDX-License-Identifier: GPL-2.0
/*
 * The second card, in a network namespace of its own, so that what the two say
 * to each other has to go over the wire. Nothing else is said there.
 */
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/lib/net.h"
#include "peer.h"
#include "listener.h"

#define NO_IPV6		"/proc/sys/net/ipv6/conf/default/disable_ipv6"

static int here = -1, there = -1;

void far_enter(void)
{
	setns(there, CLONE_NEWNET);
}

void far_leave(void)
{
	setns(here, CLONE_NEWNET);
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
 * far_take() - put the second card there, with addresses and neighbours
 * @mtu: of both cards
 *
 * Return: 0, or whatever went wrong; far_give_back() either way.
 */
int far_take(unsigned int mtu)
{
	int err;

	if (card_run("ip netns add far"))
		return -1;
	here = open("/proc/self/ns/net", O_RDONLY | O_CLOEXEC);
	there = open("/run/netns/far", O_RDONLY | O_CLOEXEC);
	far_enter();
	err = write_one(NO_IPV6);
	far_leave();
	err = err ?: card_run("ip link set %s netns far", peer) ?:
	      card_run("ip link set %s up mtu %u && ip addr add " FAR_HERE
		       "/24 dev %s && ip neigh add " FAR_THERE
		       " lladdr " CARD_MAC1 " dev %s", dev, mtu, dev, dev) ?:
	      card_run("ip -n far link set %s up mtu %u && ip -n far addr add "
		       FAR_THERE "/24 dev %s && ip -n far neigh add " FAR_HERE
		       " lladdr " CARD_MAC0 " dev %s", peer, mtu, peer, peer) ?:
	      card_wait_up(dev);
	far_enter();
	err = err ?: card_wait_up(peer);
	far_leave();
	return err;
}

/* The namespace goes, and some time later the card is back. */
int far_give_back(void)
{
	close(there);
	close(here);
	card_run("ip addr flush dev %s", dev);
	card_run("ip link set %s mtu 1500", dev);
	card_run("ip netns del far");
	for (int ms = 0; ms < WAIT_MS && !card_name(CARD_MAC1); ms++)
		usleep(1000);
	return card_name(CARD_MAC1) ? 0 : -1;
}

/* Packets that the stack counts: received, sent. */
static void read_stack(const char *card, __u64 *rx, __u64 *tx)
{
	FILE *f = fopen("/proc/self/net/dev", "re");
	char line[512], *at;

	while (f && fgets(line, sizeof(line), f)) {
		at = line + strspn(line, " ");
		if (strncmp(at, card, strlen(card)) || at[strlen(card)] != ':')
			continue;
		sscanf(at + strlen(card) + 1,
		       "%*u %llu %*u %*u %*u %*u %*u %*u %*u %llu", rx, tx);
	}
	if (f)
		fclose(f);
}

/* What a card has received and sent, by the stack, by the driver, by itself */
enum { STACK, DRIVER, CARD, SOURCES };

struct counts {
	__u64 rx[2][SOURCES], tx[2][SOURCES];
	__u64 dropped;
};

static struct counts begun;

static void read_card(struct counts *c, unsigned int nic, const char *card)
{
	read_stack(card, &c->rx[nic][STACK], &c->tx[nic][STACK]);
	net_stat(card, "rx_packets_phy", &c->rx[nic][DRIVER]);
	net_stat(card, "tx_packets_phy", &c->tx[nic][DRIVER]);
	c->rx[nic][CARD] = card_stat(nic, "rx packets");
	c->tx[nic][CARD] = card_stat(nic, "tx packets");
	c->dropped += card_stat(nic, "no_buffer") + card_stat(nic, "no_rule") +
		      card_stat(nic, "rx dropped") +
		      card_stat(nic, "tx dropped") + card_stat(nic, "too_long");
}

static void read_counts(struct counts *c)
{
	*c = (struct counts){ 0 };
	read_card(c, 0, dev);
	far_enter();
	read_card(c, 1, peer);
	far_leave();
}

/* Remembers what has been counted up to now. */
void far_begin(void)
{
	read_counts(&begun);
}

/* Whether all that counted one way agree; @frames is 0 for any number. */
static bool agree(const struct counts *now, int from, unsigned int frames,
		  bool say)
{
	__u64 want = frames ?: now->tx[from][CARD] - begun.tx[from][CARD];
	bool ok = true;

	for (int i = 0; i < SOURCES; i++) {
		__u64 tx = now->tx[from][i] - begun.tx[from][i];
		__u64 rx = now->rx[!from][i] - begun.rx[!from][i];

		if (tx == want && rx == want)
			continue;
		ok = false;
		if (say)
			net_say("from %d, counted by %d: %llu and %llu of %llu",
				from, i, tx, rx, want);
	}
	return ok;
}

/**
 * far_agree() - stack, driver and card counted the same since far_begin()
 * @near: frames that were sent from here; 0: any number
 * @far: the same, from there
 *
 * Return: 0, or -1 when they still disagree after some time, or a card has
 * dropped something.
 */
int far_agree(unsigned int near, unsigned int far)
{
	struct counts now;
	bool ok = false;

	for (int ms = 0; ms < WAIT_MS && !ok; ms += 20) {
		if (ms)
			usleep(20000);
		read_counts(&now);
		ok = agree(&now, 0, near, false) && agree(&now, 1, far, false);
	}
	if (!ok) {
		agree(&now, 0, near, true);
		agree(&now, 1, far, true);
	}
	if (now.dropped != begun.dropped)
		net_say("%llu dropped", now.dropped - begun.dropped);
	return ok && now.dropped == begun.dropped ? 0 : -1;
}
