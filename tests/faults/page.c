// SPDX-License-Identifier: GPL-2.0
/* A write that only page poisoning sees: KASAN does not check this file. */
#include <linux/gfp.h>
#include <linux/mm.h>

#include "faults.h"

#define PAGES_TAKEN	4096

/* A page's pattern is checked when the page is allocated again: take many. */
void fault_freed_page(void)
{
	struct page *page = alloc_page(GFP_KERNEL), *next;
	LIST_HEAD(taken);
	u8 *bytes;

	if (!page)
		return;
	bytes = page_address(page);
	__free_page(page);
	bytes[100] = 0x5a;
	for (int i = 0; i < PAGES_TAKEN; i++) {
		page = alloc_page(GFP_KERNEL);
		if (!page)
			break;
		list_add(&page->lru, &taken);
	}
	list_for_each_entry_safe(page, next, &taken, lru)
		__free_page(page);
}
