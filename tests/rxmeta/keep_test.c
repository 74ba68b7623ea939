// SPDX-License-Identifier: GPL-2.0
/*
 * What rxmeta decides to keep, and what it says where it cannot: for interfaces and
 * kernels of every kind, which are made up here.
 */
#include <errno.h>
#include <stdarg.h>

#include <linux/if_link.h>
#include <linux/netdev.h>

#include "tests/lib/harness.h"
#include "bpf/rxmeta/fail.h"
#include "bpf/rxmeta/kept_values.h"
#include "bpf/rxmeta/netdev.h"
#include "bpf/rxmeta/probe.h"
#include "bpf/rxmeta/settings.h"

#define ALL		7
#define VLAN_TAG	(1 << TUNNEL_KEEP_VLAN_TAG)
#define TIMESTAMP	(1 << TUNNEL_KEEP_TIMESTAMP)
#define HASH		(1 << TUNNEL_KEEP_HASH)
#define HW_TIME		NETDEV_XDP_RX_METADATA_TIMESTAMP
#define HW_HASH		NETDEV_XDP_RX_METADATA_HASH
#define HW_VLAN		NETDEV_XDP_RX_METADATA_VLAN_TAG
#define SILENT		(1 << 8)	/* a kernel that does not say */

/* The interface and the kernel of the case that runs */
static unsigned int reports;
static bool strips, stores;

int netdev_reports(__u32 ifindex, __u64 *features)
{
	*features = reports;
	return reports & SILENT ? -ENOENT : 0;
}

bool netdev_strips_tags(const char *iface)
{
	return strips;
}

bool kernel_stores_hash(void)
{
	return stores;
}

int fail(enum rxmeta_exit code, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	vfprintf(stderr, format, args);
	va_end(args);
	return code;
}

FIXTURE(keep) {
	FILE *stderr_was;
	char *said;
	size_t len;
};

/* @binds: the kernel lets the program be bound. @keeps: what the program is to read.
 * @says: what is said, in this order; nothing else of what any case says.
 */
FIXTURE_VARIANT(keep) {
	unsigned int reports;
	bool strips, stores, binds;
	int keep;		/* named on the command line, or -1 */
	enum tunnel_hash hash;
	enum tunnel_target target;
	bool generic;
	int code, keeps;
	const char *says[3];
};

#define KEEP(name, ...) FIXTURE_VARIANT_ADD(keep, name) { __VA_ARGS__ }

#define NO_TIME		"eth9 reports no timestamp"
#define NO_TAG		"eth9 reports no VLAN tag"
#define NO_HASH		"eth9 reports no hash"
#define ADVICE		"'ethtool -K eth9 rxvlan off'"
#define UNSTORED	"cannot store what eth9 reports as timestamp"

KEEP(all, HW_TIME | HW_HASH | HW_VLAN, true, true, true, -1, TUNNEL_HASH_INNER,
     TUNNEL_TO_CPUS, false, 0, VLAN_TAG | TIMESTAMP, { NULL });
KEEP(all_and_hash, HW_TIME | HW_HASH | HW_VLAN, true, true, true, -1,
     TUNNEL_HASH_NONE, TUNNEL_TO_DEV, false, 0, ALL, { NULL });
KEEP(not_stripping_yet, HW_VLAN, false, true, true, -1, TUNNEL_HASH_INNER,
     TUNNEL_TO_DEV, false, 0, VLAN_TAG, { NO_TIME });
KEEP(nothing_reported, 0, false, true, true, -1, TUNNEL_HASH_NONE,
     TUNNEL_TO_DEV, false, 0, 0, { NO_TIME, NO_HASH });
KEEP(stripped_unreported, HW_TIME, true, true, true, -1, TUNNEL_HASH_SYMMETRIC,
     TUNNEL_TO_DEV, false, 0, TIMESTAMP, { NO_TAG, ADVICE });
KEEP(old_kernel, SILENT, true, false, true, -1, TUNNEL_HASH_INNER,
     TUNNEL_TO_DEV, false, 0, 0,
     { "whether eth9 reports a VLAN tag", "whether eth9 reports a timestamp",
       ADVICE });
KEEP(stock_kernel, HW_TIME | HW_HASH | HW_VLAN, true, false, true, -1,
     TUNNEL_HASH_INNER, TUNNEL_TO_CPUS, false, 0, VLAN_TAG, { UNSTORED });
KEEP(unbound, HW_VLAN | HW_TIME, true, true, false, -1, TUNNEL_HASH_INNER,
     TUNNEL_TO_CPUS, false, 0, 0,
     { "is bound to it: Invalid argument", "so its VLAN tag cannot", ADVICE });
KEEP(unbound_unstripped, HW_VLAN | HW_TIME, false, true, false, -1,
     TUNNEL_HASH_INNER, TUNNEL_TO_CPUS, false, 0, 0,
     { "is bound to it: Invalid argument", "so its timestamp cannot" });
KEEP(generic, 0, true, false, true, ALL & ~HASH, TUNNEL_HASH_INNER,
     TUNNEL_TO_CPUS, true, 0, 0, { NULL });
KEEP(pass, HW_TIME | HW_VLAN, true, true, true, -1, TUNNEL_HASH_INNER,
     TUNNEL_TO_PASS, false, 0, 0, { NULL });
KEEP(none_wanted, HW_TIME | HW_VLAN, true, true, true, 0, TUNNEL_HASH_INNER,
     TUNNEL_TO_DEV, false, 0, 0, { NULL });
KEEP(one_wanted, HW_TIME | HW_VLAN, true, true, true, TIMESTAMP,
     TUNNEL_HASH_INNER, TUNNEL_TO_DEV, false, 0, TIMESTAMP, { NULL });
KEEP(named_unreported, HW_VLAN, true, true, true, VLAN_TAG | TIMESTAMP,
     TUNNEL_HASH_INNER, TUNNEL_TO_DEV, false, RXMETA_SYSTEM, VLAN_TAG,
     { NO_TIME, "--keep timestamp cannot be done" });
KEEP(named_left_in, 0, false, true, true, VLAN_TAG, TUNNEL_HASH_INNER,
     TUNNEL_TO_DEV, false, 0, 0, { NULL });
KEEP(named_unbound, HW_VLAN, true, true, false, VLAN_TAG, TUNNEL_HASH_INNER,
     TUNNEL_TO_DEV, false, RXMETA_SYSTEM, 0,
     { "so its VLAN tag cannot", ADVICE, "--keep vlan_tag cannot be done" });

FIXTURE_SETUP(keep)
{
	reports = variant->reports;
	strips = variant->strips;
	stores = variant->stores;
	self->stderr_was = stderr;
	stderr = open_memstream(&self->said, &self->len);
}

FIXTURE_TEARDOWN(keep)
{
	stderr = self->stderr_was;
}

/* How many lines there are: every part of @says is in one of its own. */
static int count_lines(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

TEST_F(keep, decides)
{
	struct settings settings = {
		.iface = "eth9", .ifindex = 9, .keep = ALL,
		.config = { .hash = variant->hash, .target = variant->target },
		.attach_flags = variant->generic ? XDP_FLAGS_SKB_MODE :
						   XDP_FLAGS_DRV_MODE,
	};
	const char *at;
	int i, code;

	if (variant->keep >= 0) {
		settings.keep = variant->keep;
		settings.keep_named = true;
	}
	code = keep_plan(&settings);
	if (!code && !variant->binds)
		code = keep_nothing(&settings, EINVAL);
	fclose(stderr);
	stderr = self->stderr_was;

	EXPECT_EQ(variant->code, code);
	EXPECT_EQ(variant->keeps, settings.config.keep);
	at = self->said;
	for (i = 0; i < 3 && variant->says[i]; i++) {
		const char *found = strstr(at, variant->says[i]);

		EXPECT_NE(NULL, found) TH_LOG("no '%s' in: %s",
					      variant->says[i], self->said);
		at = found ?: at;
	}
	if (!i)
		EXPECT_EQ(0, count_lines(self->said)) TH_LOG("%s", self->said);
}

LAYER_MAIN(NULL)
