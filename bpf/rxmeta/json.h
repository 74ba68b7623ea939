/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_JSON_H
#define RXMETA_JSON_H

void json_text(const char *before, const char *name, const char *text);

#endif
