/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_SAVED_FILES_H
#define RUN_SAVED_FILES_H

#include <stdbool.h>

struct run_options;

void saved_files_check(const struct run_options *opt);
bool saved_files_unpack(const struct run_options *opt);

#endif
