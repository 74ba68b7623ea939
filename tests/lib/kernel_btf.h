/* SPDX-License-Identifier: GPL-2.0 */
/* What the running kernel has, by its BTF. For programs with libbpf. */
#ifndef TESTS_LIB_KERNEL_BTF_H
#define TESTS_LIB_KERNEL_BTF_H

#include <stdbool.h>
#include <bpf/btf.h>

/* Whether the kernel itself, not one of its modules, has a function of this name */
static inline bool kernel_has_func(const char *name)
{
	struct btf *btf = btf__load_vmlinux_btf();
	bool has = btf && btf__find_by_name_kind(btf, name, BTF_KIND_FUNC) > 0;

	btf__free(btf);
	return has;
}

#endif /* TESTS_LIB_KERNEL_BTF_H */
