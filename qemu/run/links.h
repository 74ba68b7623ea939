/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_LINKS_H
#define RUN_LINKS_H

#include <stdbool.h>
#include <stdio.h>

struct run_options;
struct words;

void links_help(void);
void links_list(const struct run_options *opt, FILE *f);
bool links_need_taps(const struct run_options *opt);
const char *links_lack(const struct run_options *opt);
void links_add_prefix(const struct run_options *opt, struct words *words);
void links_add_nics(const struct run_options *opt, struct words *qemu);

#endif
