// SPDX-License-Identifier: GPL-2.0
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <bpf/btf.h>

#include "rxmeta.h"

static const char * const kfuncs[] = {
	"bpf_xdp_store_rx_hash",
	"bpf_xdp_store_rx_vlan_tag",
	"bpf_xdp_store_rx_timestamp",
	"bpf_xdp_load_rx_hash",
	"bpf_xdp_load_rx_vlan_tag",
	"bpf_xdp_load_rx_timestamp",
	"bpf_xdp_clear_rx_meta",
};

#define KFUNCS	(sizeof(kfuncs) / sizeof(*kfuncs))

static bool kernel_has(const struct btf *btf, const char *kfunc)
{
	return btf__find_by_name_kind(btf, kfunc, BTF_KIND_FUNC) > 0;
}

/* The one that the tunnel program uses; see xdp_rx_meta_available(). To look through
 * all types of a kernel takes long, and it has them once and for all.
 */
bool kernel_stores_hash(void)
{
	static enum { UNKNOWN, NO, YES } has;
	struct btf *btf;

	if (has == UNKNOWN) {
		btf = btf__load_vmlinux_btf();
		has = btf && kernel_has(btf, "bpf_xdp_store_rx_hash") ? YES : NO;
		btf__free(btf);
	}
	return has == YES;
}

/**
 * cmd_probe - does the running kernel have the layer?
 * @settings: command line
 *
 * Asks the kernel's type information, as libbpf does when it loads a program.
 *
 * Return: exit code, %RXMETA_NO if any function is missing.
 */
int cmd_probe(struct settings *settings)
{
	struct btf *btf = btf__load_vmlinux_btf();
	size_t i, found = 0;

	if (!btf)
		return fail(RXMETA_SYSTEM, "the kernel shows no type information (%s): it needs CONFIG_DEBUG_INFO_BTF, and /sys mounted",
			    strerror(errno));

	for (i = 0; i < KFUNCS; i++) {
		bool there = btf__find_by_name_kind(btf, kfuncs[i],
						    BTF_KIND_FUNC) > 0;

		printf("%-28s%s\n", kfuncs[i], there ? "yes" : "no");
		found += there;
	}
	btf__free(btf);

	printf("%s\n", found == KFUNCS ? "this kernel stores RX metadata" :
	       "this kernel does not store RX metadata: boot one that has the layer");
	return found == KFUNCS ? RXMETA_OK : RXMETA_NO;
}
