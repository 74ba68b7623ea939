/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __RXMETA_H__
#define __RXMETA_H__

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

#include "tunnel.h"

enum rxmeta_exit {
	RXMETA_OK	= 0,
	RXMETA_NO	= 1,	/* probe: the kernel lacks something */
	RXMETA_USAGE	= 2,	/* the command line makes no sense */
	RXMETA_SYSTEM	= 3,	/* the kernel refused */
};

/* What was decided of a value that the NIC may know; see kept_values.c. */
enum keep_why {
	KEEP_READ,		/* the program reads and stores it */
	KEEP_UNWANTED,
	KEEP_SAFE,		/* nothing takes it from the packet */

	/* What is redirected loses it, because */
	KEEP_UNREPORTED,	/* the driver does not report it */
	KEEP_UNKNOWN,		/* the kernel does not say what is reported */
	KEEP_UNSTORED,		/* the kernel cannot store */
	KEEP_UNBOUND,		/* the program cannot be bound to the device */

	KEEP_WHYS
};

/**
 * struct settings - what the command line said
 * @iface: interface to act on
 * @ifindex: its index, for attach
 * @to: interface to redirect to
 * @saddr: source address, as text
 * @daddr: destination address, as text
 * @key: Toeplitz key
 * @config: the program's configuration, but for the key
 * @attach_flags: XDP_FLAGS_* that choose the mode
 * @keep: bits of &enum tunnel_keep that are wanted
 * @keep_named: the command line names them
 * @targets: how many of --to, --cpus, --pass were there
 * @sport: source port, or -1
 * @dport: destination port, or -1
 * @json: print JSON
 */
struct settings {
	const char *iface;
	__u32 ifindex;
	const char *to;
	const char *saddr;
	const char *daddr;
	__u8 key[TOEPLITZ_KEY_LEN];
	struct tunnel_config config;
	__u32 attach_flags;
	__u32 keep;
	bool keep_named;
	int targets;
	int sport;
	int dport;
	bool json;
};

/* An option: --name, or --name ARG. @set returns 0 or an exit code. */
struct option_spec {
	const char *name;
	const char *arg;
	const char *help;
	int (*set)(struct settings *settings, const char *arg);
};

struct command {
	const char *name;
	const char *operand;
	const char *summary;
	const struct option_spec *options;
	int (*run)(struct settings *settings);
};

extern const struct option_spec attach_options[];
extern const struct option_spec stat_options[];
extern const struct option_spec hash_options[];
extern const struct option_spec no_options[];

void settings_init(struct settings *settings);

int cmd_attach(struct settings *settings);
int cmd_detach(struct settings *settings);
int cmd_stat(struct settings *settings);
int cmd_probe(struct settings *settings);
int cmd_hash(struct settings *settings);

bool kernel_stores_hash(void);

/* attach.c */
int config_read(const char *iface, struct tunnel_config *config);

/* kept_values.c */
int keep_find(const char *name, size_t len);
int keep_plan(struct settings *settings);
int keep_nothing(struct settings *settings, int error);
void keep_print(FILE *to, const char *before, const char *iface,
		const __u8 *why);
void keep_print_json(FILE *to, const __u8 *why);

/* netdev.c, vlan_strip.c */
int netdev_reports(__u32 ifindex, __u64 *features);
bool netdev_strips_tags(const char *iface);

/* pin.c */
#define PIN_LINK	"link"
#define PIN_STATS	"stats"
#define PIN_CONFIG	"config"

int pin_open_dir(const char *iface);
int pin_add(int fd, const char *iface, const char *name);
int pin_get(const char *iface, const char *name);
bool pin_is_stale(const char *iface);
void pin_remove(const char *iface);

int fail(enum rxmeta_exit code, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif /* __RXMETA_H__ */
