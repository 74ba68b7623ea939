/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_NIC_LIST_H
#define RUN_NIC_LIST_H

struct archive;
struct run_options;

void nic_list_add(const struct run_options *opt, struct archive *ar);

#endif
