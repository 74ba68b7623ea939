/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_SA_TABLE_H
#define RXMETA_SA_TABLE_H

#include <stdbool.h>

#include "bpf/ipsec.h"

struct sa;

/**
 * struct sa_table - the SAs in the maps of a program
 * @set: file descriptor of the program ipsec_set, or -1
 * @sas: that of map ipsec_sas
 * @index: that of map ipsec_index
 * @full: an SA had no slot
 * @used: which slots have an SA
 * @seen: which of them sa_table_put() has set since sa_table_unsee()
 * @id: the SA of each slot
 */
struct sa_table {
	int set;
	int sas;
	int index;
	bool full;
	bool used[IPSEC_SAS_MAX];
	bool seen[IPSEC_SAS_MAX];
	struct ipsec_id id[IPSEC_SAS_MAX];
};

void sa_table_open(struct sa_table *table, int set, int sas, int index);
int sa_table_put(struct sa_table *table, const struct sa *sa);
void sa_table_remove(struct sa_table *table, const struct ipsec_id *id);
void sa_table_unsee(struct sa_table *table);
void sa_table_remove_unseen(struct sa_table *table);
void sa_table_wipe(const struct sa_table *table);

#endif
