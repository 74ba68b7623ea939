/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_GUEST_FILES_H
#define RUN_GUEST_FILES_H

struct archive;
struct run_options;

void guest_files_check(const struct run_options *opt);
void guest_files_add(const struct run_options *opt, struct archive *ar);

#endif
