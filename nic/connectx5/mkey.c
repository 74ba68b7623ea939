// SPDX-License-Identifier: GPL-2.0
/*
 * Memory keys. A key is an index and, in its low byte, a variant, which shows
 * that a key is stale. A key stands for all of the bus (PA), for a list of
 * equal pages (MTT), or for a list of pieces with keys of their own (KLM, or
 * KSM if all pieces have one size).
 */
#include <stdlib.h>
#include <string.h>

#include "nic/bytes.h"

#include "cx5.h"
#include "dma.h"
#include "format.h"
#include "mkey.h"

#define XLT_MAX		(16u << 20)	/* translations of one key */
#define XLT_TOTAL	(256u << 20)	/* translations of all keys */
#define OCTWORD		16
#define MTT_MASK	(~0x7ULL)	/* the low bits are access rights */
/* The pieces of a list may be lists, and those of the second list may not. */
#define DEPTH_MAX	2

void cx5_mkey_free(struct cx5 *cx5, struct cx5_mkey *mkey)
{
	cx5->xlt_bytes -= mkey->n;
	free(mkey->xlt);
	free(mkey->end);
	free(mkey);
}

/**
 * cx5_mkey_find() - look up a key
 * @cx5: the card
 * @key: the key, with its variant
 *
 * Return: the memory key, NULL when the index or the variant is wrong.
 */
struct cx5_mkey *cx5_mkey_find(struct cx5 *cx5, u32 key)
{
	struct cx5_mkey *mkey = cx5_num_find(cx5, CX5_MKEY, key >> 8);

	return mkey && mkey->variant == (u8)key ? mkey : NULL;
}

/**
 * struct piece - the place of some bytes of a key
 * @addr: bus address, or an address of @key
 * @key: the next key
 * @last: @addr is a bus address
 * @room: bytes from @addr to the end of the piece
 */
struct piece {
	u64 addr;
	u32 key;
	bool last;
	u64 room;
};

static int locate_mtt(const struct cx5_mkey *mkey, u64 off, struct piece *piece)
{
	u64 page = off >> mkey->log_page;
	u64 in_page = off & ((1ULL << mkey->log_page) - 1);

	if (page >= mkey->n / sizeof(struct mlx5_mtt))
		return -1;
	piece->addr = (get_be64(mkey->xlt + page * sizeof(struct mlx5_mtt)) &
		       MTT_MASK) + in_page;
	piece->room = (1ULL << mkey->log_page) - in_page;
	piece->last = true;
	return 0;
}

static int locate_ksm(const struct cx5_mkey *mkey, u64 off, struct piece *piece)
{
	u64 index = off >> mkey->log_page;
	u64 in_page = off & ((1ULL << mkey->log_page) - 1);
	struct mlx5_ksm ksm;

	if (index >= mkey->n / sizeof(ksm))
		return -1;
	memcpy(&ksm, mkey->xlt + index * sizeof(ksm), sizeof(ksm));
	piece->addr = be64_to_cpu(ksm.va) + in_page;
	piece->key = be32_to_cpu(ksm.key);
	piece->room = (1ULL << mkey->log_page) - in_page;
	piece->last = false;
	return 0;
}

/* Computes the end of each piece, from the start of the first. */
static int add_up(struct cx5 *cx5, struct cx5_mkey *mkey, u32 n)
{
	u64 end = 0;

	mkey->end = calloc(n, sizeof(*mkey->end));
	if (!mkey->end)
		return -1;
	nic_budget_spend(&cx5->nic, n);
	for (u32 i = 0; i < n; i++) {
		end += get_be32(mkey->xlt + i * sizeof(struct mlx5_klm) +
				offsetof(struct mlx5_klm, bcount));
		mkey->end[i] = end;
	}
	return 0;
}

/* Pieces have any size: searches the first that ends behind byte @off. */
static int locate_klm(struct cx5 *cx5, struct cx5_mkey *mkey, u64 off,
		      struct piece *piece)
{
	u32 n = mkey->n / sizeof(struct mlx5_klm);
	u32 low = 0, high = n;
	struct mlx5_klm klm;

	if (!n || (!mkey->end && add_up(cx5, mkey, n)))
		return -1;
	while (low < high) {
		u32 mid = (low + high) / 2;

		if (mkey->end[mid] <= off)
			low = mid + 1;
		else
			high = mid;
	}
	if (low == n)
		return -1;
	memcpy(&klm, mkey->xlt + low * sizeof(klm), sizeof(klm));
	piece->room = mkey->end[low] - off;
	piece->addr = be64_to_cpu(klm.va) + be32_to_cpu(klm.bcount) -
		      piece->room;
	piece->key = be32_to_cpu(klm.key);
	piece->last = false;
	return 0;
}

static int locate(struct cx5 *cx5, struct cx5_mkey *mkey, u64 addr, size_t len,
		  struct piece *piece)
{
	u64 off = addr - mkey->start;

	if (mkey->mode == MLX5_MKC_ACCESS_MODE_PA) {
		*piece = (struct piece){ .addr = addr, .room = len,
					 .last = true };
		if (mkey->any_len)
			return 0;
	}
	if (addr < mkey->start || off >= mkey->len)
		return -1;
	switch (mkey->mode) {
	case MLX5_MKC_ACCESS_MODE_PA:
		break;
	case MLX5_MKC_ACCESS_MODE_MTT:
		if (locate_mtt(mkey, off, piece))
			return -1;
		break;
	case MLX5_MKC_ACCESS_MODE_KSM:
		if (locate_ksm(mkey, off, piece))
			return -1;
		break;
	case MLX5_MKC_ACCESS_MODE_KLMS:
		if (locate_klm(cx5, mkey, off, piece))
			return -1;
		break;
	default:
		return -1;
	}
	piece->room = min(piece->room, mkey->len - off);
	return 0;
}

static int access_key(struct cx5 *cx5, u32 key, u64 addr, u8 *buf, size_t len,
		      bool write, int depth)
{
	struct cx5_mkey *mkey = cx5_mkey_find(cx5, key);
	int err = 0;

	if (!mkey || mkey->free || (write ? !mkey->write : !mkey->read) ||
	    depth > DEPTH_MAX)
		err = -1;
	while (len && !err) {
		struct piece piece;
		size_t n;

		err = nic_budget_broke(&cx5->nic) ||
		      locate(cx5, mkey, addr, len, &piece) ? -1 : 0;
		if (err)
			break;
		n = min(piece.room, (u64)len);
		if (!piece.last)
			err = access_key(cx5, piece.key, piece.addr, buf, n,
					 write, depth + 1);
		else if (write)
			err = cx5_write(cx5, piece.addr, buf, n);
		else
			err = cx5_read(cx5, piece.addr, buf, n);
		buf += n;
		addr += n;
		len -= n;
	}
	if (err && !depth)
		cx5_trace(cx5, "mkey: %#x does not lead to %zu bytes at %#llx",
			  key, len, (unsigned long long)addr);
	return err;
}

/**
 * cx5_mkey_read() - read guest memory by a key
 * @cx5: the card
 * @key: the key
 * @addr: address in the key's range
 * @buf: gets the bytes
 * @len: number of bytes
 *
 * Return: 0; -1 when the key does not lead to memory or forbids to read it.
 */
int cx5_mkey_read(struct cx5 *cx5, u32 key, u64 addr, void *buf, size_t len)
{
	return access_key(cx5, key, addr, buf, len, false, 0);
}

/**
 * cx5_mkey_write() - write guest memory by a key
 * @cx5: the card
 * @key: the key
 * @addr: address in the key's range
 * @buf: the bytes
 * @len: number of bytes
 *
 * Return: 0; -1 when the key does not lead to memory or forbids to write it.
 */
int cx5_mkey_write(struct cx5 *cx5, u32 key, u64 addr, const void *buf,
		   size_t len)
{
	return access_key(cx5, key, addr, (u8 *)buf, len, true, 0);
}

static int take_translations(struct cx5 *cx5, struct cx5_mkey *mkey,
			     const u8 *in, u32 inlen)
{
	const u8 *mkc = AT(create_mkey_in, in, memory_key_mkey_entry);
	const size_t head = CX5_OFF(create_mkey_in, klm_pas_mtt) / 8;
	u64 n = GET(mkc, mkc, translations_octword_size) * OCTWORD;
	u64 given = GET(create_mkey_in, in, translations_octword_actual_size);

	if (mkey->mode == MLX5_MKC_ACCESS_MODE_PA || !n)
		return 0;
	if (n > XLT_MAX || cx5->xlt_bytes + n > XLT_TOTAL)
		return -1;
	given = min(min(given * OCTWORD, n), (u64)(inlen - head));
	mkey->xlt = calloc(1, n);
	if (!mkey->xlt)
		return -1;
	memcpy(mkey->xlt, in + head, given);
	mkey->n = n;
	cx5->xlt_bytes += n;
	return 0;
}

CX5_HANDLER(cx5_create_mkey)
{
	const u8 *mkc = AT(create_mkey_in, in, memory_key_mkey_entry);
	struct cx5_mkey *mkey;
	u32 num;

	if (GET(create_mkey_in, in, mkey_umem_valid))
		return MLX5_CMD_STAT_BAD_PARAM_ERR;
	mkey = calloc(1, sizeof(*mkey));
	if (!mkey)
		return MLX5_CMD_STAT_NO_RES_ERR;
	mkey->variant = GET(mkc, mkc, mkey_7_0);
	mkey->mode = GET(mkc, mkc, access_mode_4_2) << 2 |
		     GET(mkc, mkc, access_mode_1_0);
	mkey->umr = GET(mkc, mkc, umr_en);
	/* A UMR may change these. */
	mkey->free = GET(mkc, mkc, free);
	mkey->read = GET(mkc, mkc, lr);
	mkey->write = GET(mkc, mkc, lw);
	mkey->any_len = GET(mkc, mkc, length64);
	mkey->start = GET(mkc, mkc, start_addr);
	mkey->len = GET(mkc, mkc, len);
	mkey->log_page = GET(mkc, mkc, log_page_size);
	if (take_translations(cx5, mkey, in, inlen) ||
	    cx5_num_new(cx5, CX5_MKEY, mkey, &num)) {
		cx5_mkey_free(cx5, mkey);
		return MLX5_CMD_STAT_NO_RES_ERR;
	}
	SET(create_mkey_out, out, mkey_index, num);
	return MLX5_CMD_STAT_OK;
}

CX5_HANDLER(cx5_destroy_mkey)
{
	struct cx5_mkey *mkey;

	mkey = cx5_num_take(cx5, CX5_MKEY,
			    GET(destroy_mkey_in, in, mkey_index));
	if (!mkey)
		return MLX5_CMD_STAT_BAD_RES_ERR;
	cx5_mkey_free(cx5, mkey);
	return MLX5_CMD_STAT_OK;
}
