/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_TCX_PROGRAMS_H
#define RXMETA_TCX_PROGRAMS_H

#include <stdbool.h>

#include <linux/types.h>

bool tcx_is_there(__u32 index);
int tcx_find(__u32 index, int nsid, int map);
int tcx_detach(int prog, __u32 index, int nsid);
void tcx_sweep(__u32 index);

#endif
