// SPDX-License-Identifier: GPL-2.0
/* The SAs in the maps of the tunnel program. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <bpf/bpf.h>
#include <bpf/libbpf.h>

#include "sa.h"
#include "sa_table.h"

/**
 * sa_table_open() - begin with no SA
 * @table: filled in
 * @set: file descriptor of the program ipsec_set, or -1
 * @sas: that of map ipsec_sas
 * @index: that of map ipsec_index
 */
void sa_table_open(struct sa_table *table, int set, int sas, int index)
{
	memset(table, 0, sizeof(*table));
	table->set = set;
	table->sas = sas;
	table->index = index;
}

static int find_slot(const struct sa_table *table, const struct ipsec_id *id)
{
	int i;

	for (i = 0; i < IPSEC_SAS_MAX; i++)
		if (table->used[i] && !memcmp(&table->id[i], id, sizeof(*id)))
			return i;
	return -ENOENT;
}

static int free_slot(const struct sa_table *table)
{
	int i;

	for (i = 0; i < IPSEC_SAS_MAX; i++)
		if (!table->used[i])
			return i;
	return -ENOSPC;
}

/* The kernel hands the request back without the key. */
static int set_slot(const struct sa_table *table, const struct sa *sa,
		    __u32 slot)
{
	struct ipsec_request request = {
		.params = sa->params, .format = sa->format, .slot = slot,
	};
	LIBBPF_OPTS(bpf_test_run_opts, opts, .ctx_in = &request,
		    .ctx_size_in = sizeof(request));
	int err;

	err = bpf_prog_test_run_opts(table->set, &opts);
	explicit_bzero(&request.params, sizeof(request.params));
	explicit_bzero(&request.format, sizeof(request.format));
	return err ?: request.error;
}

/**
 * sa_table_put() - add an SA, or replace the one with its SPI and address
 * @table: table
 * @sa: SA
 *
 * Return: 0, -ENOSPC, or the error of the kernel's crypto. With that the SA is there, and
 * the program does not read its packets.
 */
int sa_table_put(struct sa_table *table, const struct sa *sa)
{
	int found = find_slot(table, &sa->id), err;
	__u32 slot = found < 0 ? free_slot(table) : found;

	if ((int)slot < 0) {
		table->full = true;
		return slot;
	}
	err = set_slot(table, sa, slot);
	if (found < 0 && bpf_map_update_elem(table->index, &sa->id, &slot, BPF_ANY))
		return -errno;
	table->used[slot] = table->seen[slot] = true;
	table->id[slot] = sa->id;
	return err;
}

/* The program releases the crypto context, whose memory the kernel wipes then. Zeroes that are
 * written to the map overwrite the rest, but Linux 7.3 keeps the context as long as the map.
 */
static void slot_wipe(const struct sa_table *table, __u32 slot)
{
	static const __u8 zeroes[256];
	static const struct sa none;

	if (set_slot(table, &none, slot))
		bpf_map_update_elem(table->sas, &slot, zeroes, BPF_ANY);
}

static void remove_slot(struct sa_table *table, int slot)
{
	bpf_map_delete_elem(table->index, &table->id[slot]);
	slot_wipe(table, slot);
	table->used[slot] = false;
}

/**
 * sa_table_remove() - remove an SA and wipe its key
 * @table: table
 * @id: the SA, which need not be there
 */
void sa_table_remove(struct sa_table *table, const struct ipsec_id *id)
{
	int slot = find_slot(table, id);

	if (slot >= 0)
		remove_slot(table, slot);
}

/**
 * sa_table_unsee() - begin to see which SAs are still put
 * @table: table
 */
void sa_table_unsee(struct sa_table *table)
{
	memset(table->seen, 0, sizeof(table->seen));
}

/**
 * sa_table_remove_unseen() - remove the SAs that were not put since sa_table_unsee()
 * @table: table
 */
void sa_table_remove_unseen(struct sa_table *table)
{
	int i;

	for (i = 0; i < IPSEC_SAS_MAX; i++)
		if (table->used[i] && !table->seen[i])
			remove_slot(table, i);
}

/**
 * sa_table_wipe() - wipe all keys, whatever the table knows of them
 * @table: table
 */
void sa_table_wipe(const struct sa_table *table)
{
	__u32 slot;

	for (slot = 0; slot < IPSEC_SAS_MAX; slot++)
		slot_wipe(table, slot);
}
