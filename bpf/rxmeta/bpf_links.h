/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_BPF_LINKS_H
#define RXMETA_BPF_LINKS_H

#include <stdbool.h>

#include <linux/bpf.h>

bool bpf_link_next(__u32 *id, struct bpf_link_info *info);

#endif
