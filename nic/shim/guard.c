// SPDX-License-Identifier: GPL-2.0
/*
 * Allows the shim only in the QEMU that it was built for. build_id.h has the
 * build id of that QEMU.
 */
#include <elf.h>
#include <errno.h>
#include <link.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "build_id.h"
#include "guard.h"

/*
 * Weak: a program without this function gets a message from nic_shim_wanted()
 * and not one from the dynamic linker.
 */
extern void register_module_init(void (*fn)(void), int type)
	__attribute__((weak));

static void append_hex(char *hex, const unsigned char *p, size_t len)
{
	for (size_t i = 0; i < len; i++)
		sprintf(hex + 2 * i, "%02x", p[i]);
}

/* Searches the notes of a segment for the build id. */
static void scan_notes(const char *p, size_t len, char *hex, size_t room)
{
	const char *end = p + len;

	while (p + sizeof(ElfW(Nhdr)) <= end) {
		const ElfW(Nhdr) *note = (const void *)p;
		const char *name = p + sizeof(*note);
		const char *desc = name + (note->n_namesz + 3) / 4 * 4;

		if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 &&
		    !memcmp(name, "GNU", 4) && 2 * note->n_descsz < room)
			append_hex(hex, (const void *)desc, note->n_descsz);
		p = desc + (note->n_descsz + 3) / 4 * 4;
	}
}

/* Called for the first object only, which is the program itself. */
static int find_build_id(struct dl_phdr_info *info, size_t size, void *data)
{
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *ph = &info->dlpi_phdr[i];

		if (ph->p_type == PT_NOTE)
			scan_notes((const char *)info->dlpi_addr + ph->p_vaddr,
				   ph->p_memsz, data, 128);
	}
	return 1;
}

/**
 * nic_shim_wanted() - whether to register devices
 *
 * Ends the program with a message if it is another QEMU.
 *
 * Return: true in the right QEMU, false in a program that is not QEMU.
 */
bool nic_shim_wanted(void)
{
	char id[128] = "";

	if (strncmp(program_invocation_short_name, "qemu-system-", 12))
		return false;
	if (!register_module_init) {
		fprintf(stderr, "%s does not export its symbols, so it takes no device from outside.\n"
			"Use Debian's QEMU, or one configured with --enable-modules.\n",
			program_invocation_name);
		exit(1);
	}
	dl_iterate_phdr(find_build_id, id);
	if (!strcmp(id, NIC_QEMU_BUILD_ID))
		return true;
	fprintf(stderr, "%s is not the QEMU that the NIC models were built for (%s):\n"
		"its build id is %s, not %s. Run make nic again.\n",
		program_invocation_name, NIC_QEMU_VERSION,
		*id ? id : "missing", NIC_QEMU_BUILD_ID);
	exit(1);
}
