/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_SA_KERNEL_H
#define RXMETA_SA_KERNEL_H

struct sa_table;

int sa_kernel_open(const char *netns);
int sa_kernel_read_all(int fd, struct sa_table *table);
int sa_kernel_follow(int fd, struct sa_table *table);

#endif
