/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_IPSEC_KEYS_H
#define RXMETA_IPSEC_KEYS_H

struct attached;
struct settings;
struct tunnel;

int ipsec_count(const struct attached *found);
int ipsec_check(const struct settings *settings);
int ipsec_start(struct tunnel *skel, const struct settings *settings);
void ipsec_finish(struct tunnel *skel, const struct settings *settings, int code);
void ipsec_forget(struct attached *found);

#endif
