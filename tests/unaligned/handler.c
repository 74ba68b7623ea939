// SPDX-License-Identifier: GPL-2.0
/* What -fsanitize=alignment calls for an access at an address that its type must not
 * have. The kernel's own handler is there only with CONFIG_UBSAN, and counts nothing.
 */
#include <linux/printk.h>
#include <linux/uaccess.h>

#include "handler.h"

struct where {
	const char *file;
	u32 line;
	u32 column;
};

struct mismatch {
	struct where where;
	const void *type;
	unsigned char log_alignment;
	unsigned char kind;
};

unsigned int misaligned;

void __ubsan_handle_type_mismatch_v1(struct mismatch *data, void *ptr);
void __ubsan_handle_type_mismatch_v1(struct mismatch *data, void *ptr)
{
	/* objtool takes it for one that may be called anywhere */
	unsigned long ua_flags = user_access_save();

	misaligned++;
	pr_info("unaligned: %s:%u: %#lx has to be a multiple of %u\n",
		data->where.file, data->where.line, (unsigned long)ptr & 0xff,
		1U << data->log_alignment);
	user_access_restore(ua_flags);
}
