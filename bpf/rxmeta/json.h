/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_JSON_H
#define RXMETA_JSON_H

struct settings;

void json_text(const char *before, const char *name, const char *text);
void json_attached(const struct settings *settings, int threads);

#endif
