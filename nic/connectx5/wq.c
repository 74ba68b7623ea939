// SPDX-License-Identifier: GPL-2.0
/* The ring of a receive or send queue. */
#include "nic/bytes.h"

#include "cx5.h"
#include "dma.h"
#include "format.h"
#include "wq.h"

/**
 * cx5_wq_init() - take a ring from a command
 * @wq: gets the ring
 * @wqc: struct mlx5_ifc_wq_bits
 * @pas: the ring's list of pages
 * @pas_len: bytes of @pas that the guest gave
 * @log_stride_min: log2 of the least bytes of an entry
 *
 * Return: 0; -1 when the ring is too large or the list of pages is too short.
 */
int cx5_wq_init(struct cx5_wq *wq, const u8 *wqc, const u8 *pas,
		size_t pas_len, unsigned int log_stride_min)
{
	wq->log_size = GET(wq, wqc, log_wq_sz);
	wq->log_stride = GET(wq, wqc, log_wq_stride);
	wq->type = GET(wq, wqc, wq_type);
	wq->dbr = GET(wq, wqc, dbr_addr);
	if (wq->log_size > CX5_LOG_RING_MAX - 1 ||
	    wq->log_stride < log_stride_min ||
	    wq->log_stride > CX5_LOG_STRIDE_MAX)
		return -1;
	return cx5_pages_init(&wq->pages, pas, pas_len,
			      12 + GET(wq, wqc, log_wq_pg_sz),
			      GET(wq, wqc, page_offset) << 6,
			      1ULL << (wq->log_size + wq->log_stride));
}

void cx5_wq_free(struct cx5_wq *wq)
{
	cx5_pages_free(&wq->pages);
}

/**
 * cx5_wq_read() - read from a ring
 * @cx5: the card
 * @wq: the ring
 * @index: counter of the first entry, which may be larger than the ring
 * @buf: gets the bytes
 * @len: number of bytes; the first entry follows the last
 *
 * Return: 0; -1 when there is no memory at one of the addresses.
 */
int cx5_wq_read(struct cx5 *cx5, const struct cx5_wq *wq, u32 index,
		void *buf, size_t len)
{
	u64 size = 1ULL << (wq->log_size + wq->log_stride);
	u64 off = ((u64)index << wq->log_stride) & (size - 1);
	size_t first = min((u64)len, size - off);

	if (cx5_pages_read(cx5, &wq->pages, off, buf, first))
		return -1;
	if (first == len)
		return 0;
	return cx5_pages_read(cx5, &wq->pages, 0, (u8 *)buf + first,
			      min((u64)(len - first), size));
}

/**
 * cx5_wq_posted() - read the driver's counter of entries
 * @cx5: the card
 * @wq: the ring
 * @count: gets the counter
 *
 * Return: 0; -1 when there is no memory at its address.
 */
int cx5_wq_posted(struct cx5 *cx5, const struct cx5_wq *wq, u16 *count)
{
	__be32 val;

	if (cx5_read(cx5, wq->dbr, &val, sizeof(val)))
		return -1;
	*count = be32_to_cpu(val);
	return 0;
}
