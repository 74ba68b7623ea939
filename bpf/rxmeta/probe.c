// SPDX-License-Identifier: GPL-2.0
/* The command probe, and whether the kernel can store a hash. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <bpf/btf.h>
#include <bpf/libbpf.h>
#include <linux/netdev.h>

#include "fail.h"
#include "hint_error.h"
#include "hint_reader.h"
#include "interface.h"
#include "json.h"
#include "lifetime.h"
#include "netdev.h"
#include "probe.h"
#include "settings.h"
#include "skb_hash.h"
#include "subcommands.h"

#define LOOK_MS	100

static const char * const kfuncs[] = {
	"bpf_xdp_store_rx_hash",
	"bpf_xdp_store_rx_vlan_tag",
	"bpf_xdp_store_rx_timestamp",
	"bpf_xdp_load_rx_hash",
	"bpf_xdp_load_rx_vlan_tag",
	"bpf_xdp_load_rx_timestamp",
	"bpf_xdp_clear_rx_meta",
};

#define KFUNCS	(sizeof(kfuncs) / sizeof(*kfuncs))

static bool kernel_has(const struct btf *btf, const char *kfunc)
{
	return btf__find_by_name_kind(btf, kfunc, BTF_KIND_FUNC) > 0;
}

/**
 * kernel_has_function() - tell whether a program may call a function of the kernel
 * @name: its name
 */
bool kernel_has_function(const char *name)
{
	struct btf *btf = btf__load_vmlinux_btf();
	bool has = btf && kernel_has(btf, name);

	btf__free(btf);
	return has;
}

/**
 * kernel_stores_hash() - tell whether the kernel has the function for it
 *
 * The tunnel program asks for the same function: see xdp_rx_meta_available(). The
 * search through all types of a kernel is slow, so it happens only once.
 */
bool kernel_stores_hash(void)
{
	static enum { UNKNOWN, NO, YES } has;

	if (has == UNKNOWN)
		has = kernel_has_function("bpf_xdp_store_rx_hash") ? YES : NO;
	return has == YES;
}

/**
 * enum spread_mode - how `rxmeta spread` works on this kernel
 * @SPREAD_STORED: by a stored hash, which a veth honours
 * @SPREAD_COMPAT: by a cpumap, and the veth's queue follows the CPU
 * @SPREAD_NONE: not at all
 */
enum spread_mode { SPREAD_STORED, SPREAD_COMPAT, SPREAD_NONE };

static const struct {
	const char *word;	/* in JSON */
	const char *text;
} modes[] = {
	[SPREAD_STORED] = { "stored", "spread goes by the stored hash" },
	[SPREAD_COMPAT] = {
		"compat",
		"spread works in compat mode: a cpumap chooses the CPU, and the queue of a veth follows it"
	},
	[SPREAD_NONE] = { "none", "spread does not work: the kernel has no cpumap" },
};

static enum spread_mode find_mode(bool stores)
{
	if (stores)
		return SPREAD_STORED;
	return libbpf_probe_bpf_map_type(BPF_MAP_TYPE_CPUMAP, NULL) > 0 ?
	       SPREAD_COMPAT : SPREAD_NONE;
}

static const char * const hint_names[WATCH_HINTS] = {
	[WATCH_HASH] = "hash", [WATCH_VLAN_TAG] = "vlan_tag",
	[WATCH_TIMESTAMP] = "timestamp",
};

static const __u64 hint_features[WATCH_HINTS] = {
	[WATCH_HASH] = NETDEV_XDP_RX_METADATA_HASH,
	[WATCH_VLAN_TAG] = NETDEV_XDP_RX_METADATA_VLAN_TAG,
	[WATCH_TIMESTAMP] = NETDEV_XDP_RX_METADATA_TIMESTAMP,
};

/**
 * struct hints_seen - what a live test has found
 * @packets: packets that came
 * @read: for each hint, how many had it
 * @error: for each hint, the last -errno of its reader, or 0
 * @features: bits of &enum netdev_xdp_rx_metadata that the driver claims
 * @claims: the kernel says what the driver claims
 * @says: why no hint can be read, or ""
 */
struct hints_seen {
	int packets;
	int read[WATCH_HINTS];
	int error[WATCH_HINTS];
	__u64 features;
	bool claims;
	char says[HINT_SAYS];
};

static int take(const struct watch_packet *packet, void *arg)
{
	struct hints_seen *seen = arg;
	int i;

	seen->packets++;
	for (i = 0; i < WATCH_HINTS; i++) {
		if (packet->error[i])
			seen->error[i] = packet->error[i];
		else
			seen->read[i]++;
	}
	return 0;
}

/* Read the hints of packets that come by themselves. */
static void test_hints(const struct interface *iface, int seconds,
		       struct hints_seen *seen)
{
	struct hint_reader reader;

	seen->claims = !netdev_reports(iface->index, &seen->features);
	if (hint_reader_open(&reader, iface, take, seen, seen->says))
		return;
	lifetime_count();
	while (!lifetime_ends(0) && !lifetime_is_over(seconds) &&
	       link_is_attached(reader.link))
		hint_reader_poll(&reader, LOOK_MS);
	hint_reader_close(&reader);
}

static const char *claim(const struct hints_seen *seen, int hint)
{
	if (!seen->claims)
		return "unknown";
	return seen->features & hint_features[hint] ? "yes" : "no";
}

static void print_hints(const struct interface *iface,
			const struct hints_seen *seen)
{
	int i;

	printf("%s\n", iface->name);
	for (i = 0; i < WATCH_HINTS; i++) {
		printf("  %-12s reported by the driver: %-8s", hint_names[i],
		       claim(seen, i));
		if (seen->packets)
			printf(" read from %d of %d packets", seen->read[i],
			       seen->packets);
		if (seen->error[i])
			printf("; %s", hint_error(seen->error[i]));
		putchar('\n');
	}
	if (*seen->says)
		printf("  %s\n", seen->says);
	else if (interface_is_down(iface))
		printf("  " INTERFACE_IS_DOWN "\n", iface->name, iface->name);
	else if (!seen->packets)
		printf("  no packet came, so no hint could be read: send some, or wait longer with --seconds N\n");
}

static void print_hints_json(const struct interface *iface,
			     const struct hints_seen *seen)
{
	int i;

	json_text(",", "iface", iface->name);
	printf(",\"packets\":%d,\"hints\":{", seen->packets);
	for (i = 0; i < WATCH_HINTS; i++)
		printf("%s\"%s\":{\"reported\":\"%s\",\"read\":%d,\"error\":\"%s\"}",
		       i ? "," : "", hint_names[i], claim(seen, i),
		       seen->read[i],
		       seen->error[i] ? hint_error(seen->error[i]) : "");
	json_text("},", "why_not", seen->says);
}

/* Return: how many of the functions the kernel has. */
static size_t print_kfuncs(const struct btf *btf, bool json)
{
	size_t i, found = 0;

	for (i = 0; i < KFUNCS; i++) {
		bool has = kernel_has(btf, kfuncs[i]);

		if (json)
			printf("%s\"%s\":%s", i ? "," : "{\"functions\":{",
			       kfuncs[i], has ? "true" : "false");
		else
			printf("%-28s%s\n", kfuncs[i], has ? "yes" : "no");
		found += has;
	}
	return found;
}

/* How the skb of a redirected packet gets the hash */
static const struct {
	const char *word;
	const char *text;
} skb_modes[] = {
	[SPREAD_STORED] = { "stored", "the skb of a redirected packet has the stored hash" },
	[SPREAD_COMPAT] = {
		"tc",
		"the skb of a redirected packet gets the hash by a tc program, which finds it in data_meta"
	},
	[SPREAD_NONE] = { "none", "the skb of a redirected packet gets no hash: the kernel has no tcx" },
};

static enum spread_mode find_skb_mode(bool stores)
{
	if (stores)
		return SPREAD_STORED;
	return skb_hash_possible() ? SPREAD_COMPAT : SPREAD_NONE;
}

static void print_mode(bool stores, bool json)
{
	enum spread_mode mode = find_mode(stores), skb = find_skb_mode(stores);

	if (json)
		printf("},\"stores\":%s,\"skb_hash\":\"%s\",\"spread\":\"%s\"",
		       stores ? "true" : "false", skb_modes[skb].word,
		       modes[mode].word);
	else
		printf("%s\n%s\n%s\n", stores ? "this kernel stores RX metadata" :
		       "this kernel does not store RX metadata: boot one that has the layer",
		       modes[mode].text, skb_modes[skb].text);
}

/**
 * cmd_probe() - tell what the running kernel can do, and an interface
 * @settings: command line
 *
 * The kernel's type information has the functions, as for libbpf when it loads a program.
 * The hints of an interface are read from its packets.
 *
 * Return: exit code: %RXMETA_NO if a function is missing.
 */
int cmd_probe(struct settings *settings)
{
	struct hints_seen seen = { };
	struct interface iface;
	struct btf *btf;
	bool stores;
	int err;

	err = settings->iface ? interface_need(settings->iface, &iface) : 0;
	if (err)
		return err;
	btf = btf__load_vmlinux_btf();
	if (!btf)
		return fail(RXMETA_SYSTEM, "the kernel shows no type information (%s): it needs CONFIG_DEBUG_INFO_BTF, and /sys mounted",
			    strerror(errno));

	lifetime_begin();
	if (settings->iface)
		test_hints(&iface, settings->seconds ?: 1, &seen);
	stores = print_kfuncs(btf, settings->json) == KFUNCS;
	btf__free(btf);
	print_mode(stores, settings->json);
	if (settings->iface && settings->json)
		print_hints_json(&iface, &seen);
	else if (settings->iface)
		print_hints(&iface, &seen);
	if (settings->json)
		puts("}");
	return stores ? RXMETA_OK : RXMETA_NO;
}
