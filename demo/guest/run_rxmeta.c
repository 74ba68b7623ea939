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

/**
 * rxmeta_attach() - redirect from the NIC to the veth by the tunnel program
 * @hash: the hash that the program stores: "none", "inner"
 * @dst_mac: destination MAC address that it writes, or "keep"
 * @keys: network namespace whose SAs the program reads, or -1 for none
 */
void rxmeta_attach(const char *hash, const char *dst_mac, int keys)
{
	const char *args[ATTACH_ARGS + PORT_ARGS + 2] = {
		RXMETA, "attach", NIC_XDP, "--to", VETH, "--hash", hash,
		"--keep", "vlan_tag,timestamp", "--dst-mac", dst_mac,
	};
	int at = ATTACH_ARGS;
	char from[64];

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
