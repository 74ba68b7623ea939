// SPDX-License-Identifier: GPL-2.0
/*
 * -fsanitize=alignment calls this for an access at an address that the type does not
 * allow. The kernel's own handler needs CONFIG_UBSAN, and does not count.
 */
#include <linux/printk.h>
#include <linux/uaccess.h>

#include "handler.h"

struct source_location {
	const char *file;
	u32 line;
	u32 column;
};

struct mismatch {
	struct source_location at;
	const void *type;
	unsigned char log_alignment;
	unsigned char kind;
};

unsigned int misaligned;

void __ubsan_handle_type_mismatch_v1(struct mismatch *data, void *ptr);
void __ubsan_handle_type_mismatch_v1(struct mismatch *data, void *ptr)
{
	/* objtool demands this: a handler may be called in any context. */
	unsigned long ua_flags = user_access_save();

	misaligned++;
	pr_info("unaligned: %s:%u: %#lx has to be a multiple of %u\n",
		data->at.file, data->at.line, (unsigned long)ptr & 0xff,
		1U << data->log_alignment);
	user_access_restore(ua_flags);
}
