/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_ATTACHED_CONFIG_H
#define RXMETA_ATTACHED_CONFIG_H

struct tunnel_config;

int config_read(const char *iface, struct tunnel_config *config);

#endif
