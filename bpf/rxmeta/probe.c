// SPDX-License-Identifier: GPL-2.0
/* The command probe, and whether the kernel can store a hash. */
#include <errno.h>
#include <stdio.h>
#include <string.h>

#include <bpf/btf.h>

#include "subcommands.h"
#include "fail.h"
#include "probe.h"

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

/**
 * kernel_has_function() - tell whether a program may call a function of the kernel
 * @name: its name
 */
bool kernel_has_function(const char *name)
{
	struct btf *btf = btf__load_vmlinux_btf();
	bool has = btf && kernel_has(btf, name);

	btf__free(btf);
	return has;
}

/**
 * kernel_stores_hash() - tell whether the kernel has the function for it
 *
 * The tunnel program asks for the same function: see xdp_rx_meta_available(). The
 * search through all types of a kernel is slow, so it happens only once.
 */
bool kernel_stores_hash(void)
{
	static enum { UNKNOWN, NO, YES } has;

	if (has == UNKNOWN)
		has = kernel_has_function("bpf_xdp_store_rx_hash") ? YES : NO;
	return has == YES;
}

/**
 * cmd_probe() - look for the kfuncs of the layer in the running kernel
 * @settings: command line
 *
 * Use the kernel's type information, as libbpf does when it loads a program.
 *
 * Return: exit code: %RXMETA_NO if a function is missing.
 */
int cmd_probe(struct settings *settings)
{
	struct btf *btf = btf__load_vmlinux_btf();
	size_t i, found = 0;

	if (!btf)
		return fail(RXMETA_SYSTEM, "the kernel shows no type information (%s): it needs CONFIG_DEBUG_INFO_BTF, and /sys mounted",
			    strerror(errno));

	for (i = 0; i < KFUNCS; i++) {
		bool has = kernel_has(btf, kfuncs[i]);

		printf("%-28s%s\n", kfuncs[i], has ? "yes" : "no");
		found += has;
	}
	btf__free(btf);

	printf("%s\n", found == KFUNCS ? "this kernel stores RX metadata" :
	       "this kernel does not store RX metadata: boot one that has the layer");
	return found == KFUNCS ? RXMETA_OK : RXMETA_NO;
}
