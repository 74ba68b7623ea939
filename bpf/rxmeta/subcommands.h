/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_SUBCOMMANDS_H
#define RXMETA_SUBCOMMANDS_H

struct settings;

int attach_plan(struct settings *settings);
int attach_planned(struct settings *settings);
int cmd_attach(struct settings *settings);
int cmd_spread(struct settings *settings);
int cmd_relay(struct settings *settings);
int cmd_watch(struct settings *settings);
int cmd_detach(struct settings *settings);
int cmd_stat(struct settings *settings);
int cmd_probe(struct settings *settings);
int cmd_hash(struct settings *settings);

#endif
