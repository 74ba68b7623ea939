/* SPDX-License-Identifier: GPL-2.0 */
/* The ring of a receive or send queue. */
#ifndef CX5_WQ_H
#define CX5_WQ_H

#include "dma.h"

#define CX5_WQS		1024	/* the most SQs, and the most RQs */

#define CX5_LOG_RING_MAX	16	/* entries of a work or event queue */
#define CX5_LOG_STRIDE_MAX	10	/* bytes of an entry of a work queue */

/**
 * struct cx5_wq - the ring
 * @pages: its memory
 * @dbr: address of the producer's counter
 * @log_size: log2 of the entries
 * @log_stride: log2 of an entry's bytes
 * @type: MLX5_WQ_TYPE_...
 */
struct cx5_wq {
	struct cx5_pages pages;
	u64 dbr;
	u8 log_size;
	u8 log_stride;
	u8 type;
};

int cx5_wq_init(struct cx5_wq *wq, const u8 *wqc, const u8 *pas,
		size_t pas_len, unsigned int log_stride_min);
void cx5_wq_free(struct cx5_wq *wq);
int cx5_wq_read(struct cx5 *cx5, const struct cx5_wq *wq, u32 index,
		void *buf, size_t len);
int cx5_wq_posted(struct cx5 *cx5, const struct cx5_wq *wq, u16 *count);

#endif /* CX5_WQ_H */
