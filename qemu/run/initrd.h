/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_INITRD_H
#define RUN_INITRD_H

struct run_options;

void initrd_write(const struct run_options *opt);

#endif
