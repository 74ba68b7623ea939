/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_COMMAND_OPTIONS_H
#define RXMETA_COMMAND_OPTIONS_H

#include <stddef.h>

struct settings;

/**
 * struct option_spec - an option of a command
 * @name: its name without the dashes
 * @arg: name of its argument for --help, or %NULL
 * @help: what it does, for --help
 * @set: reads the argument into @settings; returns 0 or an exit code
 * @member: offset in struct settings of the member that a generic @set sets
 */
struct option_spec {
	const char *name;
	const char *arg;
	const char *help;
	int (*set)(const struct option_spec *opt, struct settings *settings,
		   const char *arg);
	size_t member;
};

extern const struct option_spec attach_options[];
extern const struct option_spec spread_options[];
extern const struct option_spec relay_options[];
extern const struct option_spec watch_options[];
extern const struct option_spec probe_options[];
extern const struct option_spec json_options[];
extern const struct option_spec hash_options[];
extern const struct option_spec no_options[];

void settings_init(struct settings *settings);

#endif
