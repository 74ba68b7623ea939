/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_ATTACHED_JSON_H
#define RXMETA_ATTACHED_JSON_H

struct settings;

void attached_print_json(const struct settings *settings, int threads);

#endif
