/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_OLD_LINKS_H
#define RXMETA_OLD_LINKS_H

#include <stdbool.h>

#include <linux/types.h>

__u32 old_link_find(__u32 prog_id);
bool old_link_detach(__u32 prog_id);
int old_pins_remove(void);

#endif
