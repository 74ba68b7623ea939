// SPDX-License-Identifier: GPL-2.0
#include <errno.h>

#include "headroom_try.h"
#include "tests/lib/net.h"

/* Length of a packet after all operations that are not refused */
static unsigned int final_len(const struct path_try *tries, unsigned int n)
{
	unsigned int len = PATH_LEN, i;

	for (i = 0; i < n; i++) {
		if (tries[i].ret)
			continue;
		if (tries[i].op.code == OP_HEAD)
			len -= tries[i].op.a;
		if (tries[i].op.code == OP_TAIL)
			len += tries[i].op.a;
	}
	return len;
}

static int check_seen(const struct rxm_seen *seen, const struct path_want *want,
		      unsigned int len, unsigned int meta_len)
{
	if (path_check_skb(seen, want))
		return -EBADMSG;
	if (seen->len == len && seen->meta_len == meta_len)
		return 0;
	net_say("%u bytes, not %u, and %u of metadata, not %u", seen->len, len,
		seen->meta_len, meta_len);
	return -EMSGSIZE;
}

/**
 * headroom_try() - carry out a list of operations on every second packet
 * @path: the path, after path_begin()
 * @prog: position of the program that carries them out
 * @tries: the operations
 * @n: how many
 * @meta_len: length of the metadata that the skb then has
 *
 * The packets in between have no operations. All packets have to arrive,
 * whether an operation was refused or not.
 *
 * Return: 0; -errno; or the number of wrong results.
 */
int headroom_try(const struct path *path, unsigned int prog,
		 const struct path_try *tries, unsigned int n,
		 unsigned int meta_len)
{
	const struct path_run run = { .packets = HEADROOM_PACKETS };
	unsigned int len = final_len(tries, n), i;
	struct path_want want[2] = {};
	int bad;

	path_lists(2);
	path_try(prog, 0, tries, n);
	bad = path_go(path, &run) ?:
	      path_check_tries(prog, 0, tries, n, &want[0]);
	for (i = 0; path->observers[0] && i < HEADROOM_PACKETS && !bad; i++)
		bad = check_seen(&path_bpf->bss->seen[0][i], &want[i & 1],
				 i & 1 ? PATH_LEN : len, i & 1 ? 0 : meta_len);
	return bad;
}
