/* SPDX-License-Identifier: GPL-2.0 */
#ifndef __RXMETA_H__
#define __RXMETA_H__

#include <stdbool.h>
#include <stddef.h>

#include "tunnel.h"

enum rxmeta_exit {
	RXMETA_OK	= 0,
	RXMETA_NO	= 1,	/* probe: the kernel lacks something */
	RXMETA_USAGE	= 2,	/* the command line makes no sense */
	RXMETA_SYSTEM	= 3,	/* the kernel refused */
};

/**
 * struct settings - what the command line said
 * @iface: interface to act on
 * @to: interface to redirect to
 * @saddr: source address, as text
 * @daddr: destination address, as text
 * @key: Toeplitz key
 * @config: the program's configuration, but for the key
 * @attach_flags: XDP_FLAGS_* that choose the mode
 * @targets: how many of --to, --cpus, --pass were there
 * @sport: source port, or -1
 * @dport: destination port, or -1
 * @json: print JSON
 */
struct settings {
	const char *iface;
	const char *to;
	const char *saddr;
	const char *daddr;
	__u8 key[TOEPLITZ_KEY_LEN];
	struct tunnel_config config;
	__u32 attach_flags;
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

/* Where the pins of an interface are, or one of them. */
void pin_path(char *path, size_t len, const char *iface, const char *name);

int fail(enum rxmeta_exit code, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

#endif /* __RXMETA_H__ */
