/* SPDX-License-Identifier: GPL-2.0 */
/* Memory keys: how work queue entries name the guest's memory. */
#ifndef CX5_MKEY_H
#define CX5_MKEY_H

#include "commands.h"

#define CX5_MKEYS	4096

/**
 * struct cx5_mkey - a memory key
 * @variant: the low byte of the key
 * @mode: MLX5_MKC_ACCESS_MODE_...
 * @free: unusable until a UMR clears it
 * @umr: a UMR may change it
 * @read: the card may read by it
 * @write: the card may write by it
 * @any_len: PA: every address is good
 * @start: first address
 * @len: bytes from @start on
 * @log_page: MTT and KSM: log2 of a page's bytes
 * @n: bytes of @xlt
 * @xlt: the translations, as the guest gave them
 * @end: KLM: end of each piece, NULL: not computed yet
 */
struct cx5_mkey {
	u8 variant;
	u8 mode;
	bool free, umr, read, write, any_len;
	u64 start, len;
	u8 log_page;
	u32 n;
	u8 *xlt;
	u64 *end;
};

int cx5_mkey_read(struct cx5 *cx5, u32 key, u64 addr, void *buf, size_t len);
int cx5_mkey_write(struct cx5 *cx5, u32 key, u64 addr, const void *buf,
		   size_t len);
struct cx5_mkey *cx5_mkey_find(struct cx5 *cx5, u32 key);
void cx5_mkey_free(struct cx5 *cx5, struct cx5_mkey *mkey);

CX5_HANDLER(cx5_create_mkey);
CX5_HANDLER(cx5_destroy_mkey);

#endif /* CX5_MKEY_H */
