/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RXMETA_ATTACHED_PROGRAM_H
#define RXMETA_ATTACHED_PROGRAM_H

#include <linux/bpf.h>

#include "bpf/tunnel.h"

struct interface;

/**
 * enum attached_what - the XDP program of an interface
 * @ATTACHED_NOTHING: there is none
 * @ATTACHED_OURS: the tunnel program
 * @ATTACHED_OTHER_VERSION: the tunnel program of another version of this tool
 * @ATTACHED_FOREIGN: a program of another tool
 * @ATTACHED_UNKNOWN: the kernel does not say; errno has the reason
 */
enum attached_what {
	ATTACHED_NOTHING,
	ATTACHED_OURS,
	ATTACHED_OTHER_VERSION,
	ATTACHED_FOREIGN,
	ATTACHED_UNKNOWN,
};

/**
 * struct attached - the XDP program of an interface
 * @what: &enum attached_what
 * @flags: XDP_FLAGS_* of its mode
 * @prog_id: its number
 * @dispatcher: number of libxdp's dispatcher, which calls it, or 0
 * @name: its name
 * @prog: file descriptor of the program, or -1
 * @stats: that of its counters, or -1
 * @data: that of its read-only data, which has its configuration, or -1
 * @dev: that of the map with its target, or -1
 * @sas: that of the map with the SAs that it reads, or -1
 * @index: that of the map with their slots, or -1
 */
struct attached {
	enum attached_what what;
	__u32 flags;
	__u32 prog_id;
	__u32 dispatcher;
	char name[BPF_OBJ_NAME_LEN];
	int prog;
	int stats;
	int data;
	int dev;
	int sas;
	int index;
};

void attached_find(const struct interface *iface, struct attached *found);
void attached_find_id(__u32 prog_id, struct attached *found);
void attached_close(struct attached *found);
int attached_refuse(const struct interface *iface, const struct attached *found);
int attached_config(const struct attached *found, struct tunnel_config *config);
__u32 attached_target(const struct attached *found);

#endif
