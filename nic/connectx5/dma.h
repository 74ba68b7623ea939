/* SPDX-License-Identifier: GPL-2.0 */
/* The guest's memory, by bus address and as lists of pages. */
#ifndef CX5_DMA_H
#define CX5_DMA_H

#include <linux/types.h>

struct cx5;

/**
 * struct cx5_pages - a buffer of the guest, as a list of pages
 * @addr: bus address of each page
 * @n: number of pages
 * @shift: log2 of a page's bytes
 * @offset: offset of the buffer in the first page
 */
struct cx5_pages {
	u64 *addr;
	u32 n;
	u8 shift;
	u32 offset;
};

int cx5_read(struct cx5 *cx5, u64 addr, void *buf, size_t len);
int cx5_write(struct cx5 *cx5, u64 addr, const void *buf, size_t len);
int cx5_pages_init(struct cx5_pages *pages, const u8 *pas, size_t pas_len,
		   u8 shift, u32 offset, u64 len);
void cx5_pages_free(struct cx5_pages *pages);
int cx5_pages_read(struct cx5 *cx5, const struct cx5_pages *pages, u64 off,
		   void *buf, size_t len);
int cx5_pages_write(struct cx5 *cx5, const struct cx5_pages *pages, u64 off,
		    const void *buf, size_t len);

#endif /* CX5_DMA_H */
