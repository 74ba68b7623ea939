// SPDX-License-Identifier: GPL-2.0
/* The rxmeta tool, which attaches the tunnel program to the NIC. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "addresses.h"
#include "port_options.h"
#include "rss_nic.h"
#include "run_program.h"
#include "run_rxmeta.h"
#include "qemu/common/error.h"

#define RXMETA	"/lab/rxmeta"
#define ATTACH_ARGS	11

static bool attached;
bool rxmeta_compat;

/* Where packets with a hash go: without a stored one, the CPU chooses the veth's queue. */
static const char *target_of(const char *hash, char *text, size_t size)
{
	if (!rxmeta_compat || !strcmp(hash, "none"))
		return VETH;
	snprintf(text, size, "cpu:0-%ld,veth:" VETH,
		 sysconf(_SC_NPROCESSORS_ONLN) - 1);
	return text;
}

/**
 * rxmeta_attach() - redirect from the NIC to the veth by the tunnel program
 * @hash: the hash that the program stores: "none", "inner"
 * @dst_mac: destination MAC address that it writes, or "keep"
 * @keys: network namespace whose SAs the program reads, or -1 for none
 */
void rxmeta_attach(const char *hash, const char *dst_mac, int keys)
{
	char from[64], to[64];
	const char *args[ATTACH_ARGS + PORT_ARGS + 2] = {
		RXMETA, "attach", NIC_XDP, "--to",
		target_of(hash, to, sizeof(to)), "--hash", hash, "--keep",
		rxmeta_compat ? "vlan_tag" : "vlan_tag,timestamp",
		"--dst-mac", dst_mac,
	};
	int at = ATTACH_ARGS;

	if (keys >= 0) {
		snprintf(from, sizeof(from), "kernel:/proc/%d/fd/%d", getpid(), keys);
		args[at++] = "--ipsec";
		args[at++] = from;
	}
	port_args(args + at);
	if (run_program(args, -1, NULL, 0))
		die("rxmeta could not attach the program");
	attached = true;
	nic_await_link();
}

/**
 * rxmeta_detach() - undo rxmeta_attach()
 *
 * Does nothing if the program is not attached, so that it can run at exit.
 */
void rxmeta_detach(void)
{
	static const char * const args[] = { RXMETA, "detach", NIC_XDP, NULL };

	if (!attached)
		return;
	attached = false;
	if (run_program(args, -1, NULL, 0))
		fputs("demo: rxmeta could not detach the program\n", stderr);
}

/**
 * rxmeta_stat() - read the counters that the program has had since rxmeta_attach()
 * @json: %STAT_MAX bytes, filled in
 */
void rxmeta_stat(char *json)
{
	static const char * const args[] = {
		RXMETA, "stat", NIC_XDP, "--json", NULL
	};

	if (run_program(args, -1, json, STAT_MAX))
		die("rxmeta could not read the counters of the program");
}

/**
 * rxmeta_count() - find a counter
 * @json: from rxmeta_stat()
 * @counter: its name
 *
 * Return: its value.
 */
uint64_t rxmeta_count(const char *json, const char *counter)
{
	char key[64], *at;

	snprintf(key, sizeof(key), "\"%s\":", counter);
	at = strstr(json, key);
	if (!at)
		die("rxmeta has no counter '%s': %s", counter, json);
	return strtoull(at + strlen(key), NULL, 10);
}
