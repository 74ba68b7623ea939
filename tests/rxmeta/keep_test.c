// SPDX-License-Identifier: GPL-2.0
/*
 * Which values rxmeta decides to keep, and what it prints about those that it cannot
 * keep. The cases make up interfaces and kernels of every kind.
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
#define SILENT		(1 << 8)	/* a kernel that does not tell */

/* The interface and the kernel of the current case */
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

/*
 * An interface and a kernel, a command line, and what rxmeta makes of them. All that a
 * case leaves out is 0: a kernel with the overlay that binds the program, an interface
 * that reports and strips nothing, no --keep, and nothing printed.
 */
FIXTURE_VARIANT(keep) {
	unsigned int reports;	/* NETDEV_XDP_RX_METADATA_*, or SILENT */
	bool strips;		/* the interface takes tags out of packets */
	bool stock;		/* the kernel stores nothing */
	bool unbindable;	/* the kernel refuses to bind the program */
	bool named;		/* --keep names @keep */
	int keep;
	enum tunnel_hash hash;
	enum tunnel_target target;
	bool generic;		/* --mode generic */
	bool shared;		/* below libxdp's dispatcher */
	int code;		/* exit status */
	int keeps;		/* what the program has to read */
	const char *says[3];	/* parts of what rxmeta prints, in this order */
	const char *json;	/* what --json has of it, or NULL for anything */
};

#define KEEP(name, ...) FIXTURE_VARIANT_ADD(keep, name) { __VA_ARGS__ }

#define NO_TIME		"eth9 reports no timestamp"
#define NO_TAG		"eth9 reports no VLAN tag"
#define NO_HASH		"eth9 reports no hash"
#define ADVICE		"'ethtool -K eth9 rxvlan off'"
#define UNSTORED	"cannot store what eth9 reports as timestamp"

KEEP(all,
     .reports = HW_TIME | HW_HASH | HW_VLAN, .strips = true,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_CPUS,
     .keeps = VLAN_TAG | TIMESTAMP);
KEEP(all_and_hash,
     .reports = HW_TIME | HW_HASH | HW_VLAN, .strips = true,
     .hash = TUNNEL_HASH_NONE, .target = TUNNEL_TO_DEV, .keeps = ALL);
KEEP(not_stripping_yet,
     .reports = HW_VLAN,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_DEV, .keeps = VLAN_TAG,
     .says = { NO_TIME });
KEEP(nothing_reported,
     .hash = TUNNEL_HASH_NONE, .target = TUNNEL_TO_DEV,
     .says = { NO_TIME, NO_HASH });
KEEP(stripped_unreported,
     .reports = HW_TIME, .strips = true, .hash = TUNNEL_HASH_SYMMETRIC,
     .target = TUNNEL_TO_DEV, .keeps = TIMESTAMP, .says = { NO_TAG, ADVICE });
KEEP(old_kernel,
     .reports = SILENT, .strips = true, .stock = true,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_DEV,
     .says = { "whether eth9 reports a VLAN tag",
	       "whether eth9 reports a timestamp", ADVICE },
     .json = "\"vlan_tag\":\"unknown\",\"timestamp\":\"unknown\"");
KEEP(stock_kernel,
     .reports = HW_TIME | HW_HASH | HW_VLAN, .strips = true, .stock = true,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_CPUS,
     .keeps = VLAN_TAG, .says = { UNSTORED });
KEEP(unbound,
     .reports = HW_VLAN | HW_TIME, .strips = true, .unbindable = true,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_CPUS,
     .says = { "is bound to it: Invalid argument", "so its VLAN tag cannot",
	       ADVICE },
     .json = "\"vlan_tag\":\"unbound\",\"timestamp\":\"unbound\"");
KEEP(unbound_unstripped,
     .reports = HW_VLAN | HW_TIME, .unbindable = true,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_CPUS,
     .says = { "is bound to it: Invalid argument", "so its timestamp cannot" });
KEEP(shared,
     .reports = HW_VLAN | HW_TIME, .strips = true, .shared = true,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_CPUS,
     .says = { "below libxdp's dispatcher no program is bound to eth9, so its VLAN tag",
	       "so its timestamp cannot be read", ADVICE });
KEEP(shared_unstripped,
     .reports = HW_VLAN, .shared = true, .named = true, .keep = VLAN_TAG,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_CPUS);
KEEP(named_shared,
     .reports = HW_TIME, .shared = true, .named = true, .keep = TIMESTAMP,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_DEV,
     .code = RXMETA_SYSTEM,
     .says = { "so its timestamp cannot", "--keep timestamp cannot be done" });
KEEP(generic,
     .strips = true, .stock = true, .named = true, .keep = ALL & ~HASH,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_CPUS, .generic = true);
KEEP(pass,
     .reports = HW_TIME | HW_VLAN, .strips = true,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_PASS);
KEEP(none_wanted,
     .reports = HW_TIME | HW_VLAN, .strips = true, .named = true, .keep = 0,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_DEV);
KEEP(one_wanted,
     .reports = HW_TIME | HW_VLAN, .strips = true,
     .named = true, .keep = TIMESTAMP,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_DEV,
     .keeps = TIMESTAMP);
KEEP(named_unreported,
     .reports = HW_VLAN, .strips = true,
     .named = true, .keep = VLAN_TAG | TIMESTAMP,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_DEV,
     .code = RXMETA_SYSTEM, .keeps = VLAN_TAG,
     .says = { NO_TIME, "--keep timestamp cannot be done" });
KEEP(named_left_in,
     .named = true, .keep = VLAN_TAG,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_DEV);
KEEP(named_unbound,
     .reports = HW_VLAN, .strips = true, .unbindable = true,
     .named = true, .keep = VLAN_TAG,
     .hash = TUNNEL_HASH_INNER, .target = TUNNEL_TO_DEV,
     .code = RXMETA_SYSTEM,
     .says = { "so its VLAN tag cannot", ADVICE,
	       "--keep vlan_tag cannot be done" });

FIXTURE_SETUP(keep)
{
	reports = variant->reports;
	strips = variant->strips;
	stores = !variant->stock;
	self->stderr_was = stderr;
	stderr = open_memstream(&self->said, &self->len);
}

FIXTURE_TEARDOWN(keep)
{
	stderr = self->stderr_was;
}

static int count_lines(const char *text)
{
	int n = 0;

	for (; *text; text++)
		n += *text == '\n';
	return n;
}

static const char *json_of(const __u8 *why)
{
	static char text[256];
	FILE *to = fmemopen(text, sizeof(text), "w");

	keep_print_json(to, why);
	fclose(to);
	return text;
}

TEST_F(keep, decides)
{
	struct settings settings = {
		.iface = "eth9", .ifindex = 9, .keep = ALL,
		.config = { .hash = variant->hash, .target = variant->target },
		.dispatcher = variant->shared,
		.attach_flags = variant->generic ? XDP_FLAGS_SKB_MODE :
						   XDP_FLAGS_DRV_MODE,
	};
	const char *at;
	int i, code;

	if (variant->named) {
		settings.keep = variant->keep;
		settings.keep_named = true;
	}
	code = keep_plan(&settings);
	if (!code && variant->unbindable)
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
	if (variant->json)
		EXPECT_STREQ(variant->json, json_of(settings.config.why));
}

TEST_MAIN(NULL)
