/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_SA_FILE_H
#define RXMETA_SA_FILE_H

struct sa_table;

int sa_file_read(struct sa_table *table, const char *path);

#endif
