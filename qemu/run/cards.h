/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_CARDS_H
#define RUN_CARDS_H

#include <stdio.h>

struct run_options;
struct words;

void cards_add_prefix(const struct run_options *opt, struct words *words);
void cards_list(const struct run_options *opt, FILE *f);
void cards_add(const struct run_options *opt, struct words *qemu);

#endif
