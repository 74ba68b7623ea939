// SPDX-License-Identifier: GPL-2.0
/* The guest's memory, by bus address and as lists of pages. */
#include <stdlib.h>
#include <string.h>

#include "nic/bytes.h"

#include "cx5.h"
#include "dma.h"

/*
 * 4 KiB pages of the longest ring, 2^20 completions of 128 bytes, and one more
 * for a ring that does not begin on a page
 */
#define PAGES_MAX	32769

/* The cost of an access, besides that of its bytes */
#define DMA_UNITS	16
#define UNIT_BYTES	64

/**
 * cx5_read() - read guest memory
 * @cx5: the card
 * @addr: bus address
 * @buf: gets the bytes, or zeroes on failure
 * @len: number of bytes
 *
 * Return: 0; -1 when there is no memory at @addr.
 */
int cx5_read(struct cx5 *cx5, u64 addr, void *buf, size_t len)
{
	const struct nic_host *host = &cx5->nic.host;

	nic_budget_spend(&cx5->nic, DMA_UNITS + len / UNIT_BYTES);
	if (addr + len >= addr && !host->dma_read(host->opaque, addr, buf, len))
		return 0;
	memset(buf, 0, len);
	cx5_trace(cx5, "dma: cannot read %zu bytes at %#llx", len,
		  (unsigned long long)addr);
	return -1;
}

/**
 * cx5_write() - write guest memory
 * @cx5: the card
 * @addr: bus address
 * @buf: the bytes
 * @len: number of bytes
 *
 * Return: 0; -1 when there is no memory at @addr.
 */
int cx5_write(struct cx5 *cx5, u64 addr, const void *buf, size_t len)
{
	const struct nic_host *host = &cx5->nic.host;

	nic_budget_spend(&cx5->nic, DMA_UNITS + len / UNIT_BYTES);
	if (addr + len >= addr &&
	    !host->dma_write(host->opaque, addr, buf, len))
		return 0;
	cx5_trace(cx5, "dma: cannot write %zu bytes at %#llx", len,
		  (unsigned long long)addr);
	return -1;
}

/**
 * cx5_pages_init() - take a list of pages from a command
 * @pages: gets the list
 * @pas: the addresses, 64 bits each, big endian
 * @pas_len: bytes of @pas that the guest gave
 * @shift: log2 of a page's bytes
 * @offset: offset of the buffer in the first page
 * @len: bytes of the buffer
 *
 * Return: 0; -1 when the list is too short or memory is short.
 */
int cx5_pages_init(struct cx5_pages *pages, const u8 *pas, size_t pas_len,
		   u8 shift, u32 offset, u64 len)
{
	u64 n;

	if (shift < 12 || shift > 31 || !len)
		return -1;
	n = (offset + len + (1ULL << shift) - 1) >> shift;
	if (n > PAGES_MAX || n * 8 > pas_len)
		return -1;
	pages->addr = calloc(n, sizeof(*pages->addr));
	if (!pages->addr)
		return -1;
	for (u64 i = 0; i < n; i++)
		pages->addr[i] = get_be64(pas + 8 * i);
	pages->n = n;
	pages->shift = shift;
	pages->offset = offset;
	return 0;
}

void cx5_pages_free(struct cx5_pages *pages)
{
	free(pages->addr);
	pages->addr = NULL;
	pages->n = 0;
}

/* Finds the address of byte @off, and the bytes left in its page. */
static int locate(const struct cx5_pages *pages, u64 off, u64 *addr,
		  size_t *room)
{
	u64 page, in_page;

	off += pages->offset;
	page = off >> pages->shift;
	in_page = off & ((1ULL << pages->shift) - 1);
	if (page >= pages->n)
		return -1;
	*addr = pages->addr[page] + in_page;
	*room = (1ULL << pages->shift) - in_page;
	return 0;
}

/* With @write, @buf is only read. */
static int move(struct cx5 *cx5, const struct cx5_pages *pages, u64 off,
		void *buf, size_t len, bool write)
{
	u8 *p = buf;

	while (len) {
		size_t room;
		u64 addr;

		if (locate(pages, off, &addr, &room))
			return -1;
		room = min(room, len);
		if (write ? cx5_write(cx5, addr, p, room) :
			    cx5_read(cx5, addr, p, room))
			return -1;
		p += room;
		off += room;
		len -= room;
	}
	return 0;
}

int cx5_pages_read(struct cx5 *cx5, const struct cx5_pages *pages, u64 off,
		   void *buf, size_t len)
{
	return move(cx5, pages, off, buf, len, false);
}

int cx5_pages_write(struct cx5 *cx5, const struct cx5_pages *pages, u64 off,
		    const void *buf, size_t len)
{
	return move(cx5, pages, off, (void *)buf, len, true);
}
