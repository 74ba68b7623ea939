/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_PROGRAM_H
#define RXMETA_PROGRAM_H

struct settings;
struct tunnel;

int program_load(struct tunnel **skel, struct settings *settings);
int program_open_shared(struct tunnel **skel, const struct settings *settings);
struct tunnel *program_load_set(int sas);
int program_fd(const struct tunnel *skel);

#endif
