/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Tests of a card that this machine has, with the variables of the kernel's own tests in
 * tools/testing/selftests/drivers/net: NETIF is the interface under test, REMOTE_* the
 * other end of its cable.
 *
 * The process that begins stays outside of the tests. It notes how the interface is set,
 * lets a child run the tests, and sets the interface back however the child ends.
 */
#ifndef TESTS_LIB_NETIF_H
#define TESTS_LIB_NETIF_H

#include <net/if.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include <linux/types.h>

#define NETIF_TEXT	128
#define NETIF_VID	291	/* of the VLAN that the tests use */

enum { NETIF_V4, NETIF_V6, NETIF_FAMILIES };

/**
 * struct netif - the interface under test and its remote
 * @name: NETIF
 * @driver: name of its driver
 * @mac: its address
 * @remote_mac: address of the interface at the remote
 * @local: LOCAL_V4 and LOCAL_V6, or NULL
 * @remote: REMOTE_V4 and REMOTE_V6, or NULL
 * @remote_type: REMOTE_TYPE, "netns" or "ssh"
 * @remote_args: REMOTE_ARGS, the namespace or where ssh goes
 * @stamps: whether it took timestamps of received frames before the tests
 * @disruptive: whether tests may disconnect the interface
 */
struct netif {
	char name[IFNAMSIZ];
	char driver[32];
	__u8 mac[6];
	__u8 remote_mac[6];
	const char *local[NETIF_FAMILIES];
	const char *remote[NETIF_FAMILIES];
	const char *remote_type;
	const char *remote_args;
	bool stamps;
	bool disruptive;
};

extern struct netif netif;
extern char netif_why[512];

int netif_refuse(int status, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));

/* The steps of netif_harness(), see netif_harness.h */
int netif_begin(void);
pid_t netif_fork(void);
int netif_guard(pid_t tests);

/* netif_config.c */
int netif_configure(void);
const char *netif_program(const char *name);

/* netif_state.c: what the tests change */
int netif_note(void);
int netif_restore(void);
int netif_vlan(void);
int netif_links(unsigned int mtu);

/* netif_remote.c: the program at the other end */
int netif_remote_open(void);
void netif_remote_close(void);
int netif_send(const void *frame, size_t len);
int netif_receive(void *frame, size_t room);
int netif_sync(void);

#endif /* TESTS_LIB_NETIF_H */
