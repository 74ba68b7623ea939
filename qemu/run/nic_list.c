// SPDX-License-Identifier: GPL-2.0
/*
 * The file /lab.nics in the guest: a line for each NIC, by which /lab/nics tells the
 * user which ethN is what:
 *
 *	MAC	MAC of the NIC at the other end of the link	what it is
 */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "archive.h"
#include "cards.h"
#include "links.h"
#include "nic_list.h"
#include "qemu/common/files.h"

/**
 * nic_list_add() - add the list to the guest's initramfs
 * @opt: the options
 * @ar: the initramfs
 */
void nic_list_add(const struct run_options *opt, struct archive *ar)
{
	size_t len;
	char *text;
	FILE *f;

	f = memory_open(&text, &len);
	links_list(opt, f);
	cards_list(opt, f);
	memory_close(f);
	archive_member(ar, "lab.nics", S_IFREG | 0644, text, len);
	free(text);
}
