// SPDX-License-Identifier: GPL-2.0
/*
 * A plugin of QEMU's TCG: cache lines that a packet touches in the guest.
 *
 * It sees each load and store of the guest's one CPU, not those of devices, nor what the CPU reads
 * to translate an address or to fetch instructions. The bench in the guest marks where its runs
 * begin and end. A packet is at a place whenever the first instruction of a function of the
 * kernel runs there.
 *
 * Arguments: out=FILE, packet=ADDRESS and stack=ADDRESS of the two functions. FILE gets a line of
 * JSON for each run, in the order of runs.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <qemu/qemu-plugin.h>

#include "tests/bench/marks.h"
#include "line_count.h"

QEMU_PLUGIN_EXPORT int qemu_plugin_version = QEMU_PLUGIN_VERSION;

static FILE *out;
static uint64_t at[LINE_PLACES];
static int counting;

static void on_access(unsigned int cpu, qemu_plugin_meminfo_t info, uint64_t addr, void *arg)
{
	if (counting)
		lines_access(addr, 1U << qemu_plugin_mem_size_shift(info));
}

static void on_packet(unsigned int cpu, void *place)
{
	if (counting)
		lines_packet((uintptr_t)place);
}

static void on_begin(unsigned int cpu, void *arg)
{
	lines_begin();
	counting = 1;
}

static void on_end(unsigned int cpu, void *arg)
{
	struct line_result poll = lines_result(0), stack = lines_result(1);

	counting = 0;
	fprintf(out, "{\"windows\":%u,\"touched\":%.4f,\"own\":%.4f,"
		"\"stack_windows\":%u,\"stack_touched\":%.4f,\"stack_own\":%.4f}\n",
		poll.windows, poll.touched, poll.own, stack.windows, stack.touched, stack.own);
	fflush(out);
}

/* Return: the number of a mark, or 0. */
static uint32_t mark_of(const struct qemu_plugin_insn *insn)
{
	static const uint8_t nopl_rax[] = { 0x0f, 0x1f, 0x80 };
	uint8_t code[sizeof(nopl_rax) + sizeof(uint32_t)];
	uint32_t number;

	if (qemu_plugin_insn_size(insn) != sizeof(code))
		return 0;
#if QEMU_PLUGIN_VERSION < 3
	memcpy(code, qemu_plugin_insn_data(insn), sizeof(code));
#else
	qemu_plugin_insn_data(insn, code, sizeof(code));
#endif
	memcpy(&number, code + sizeof(nopl_rax), sizeof(number));
	return memcmp(code, nopl_rax, sizeof(nopl_rax)) ? 0 : number;
}

static qemu_plugin_vcpu_udata_cb_t call_of(uint32_t mark)
{
	switch (mark) {
	case MARK_BEGIN:	return on_begin;
	case MARK_END:		return on_end;
	case MARK_PACKET:	return on_packet;
	default:		return NULL;
	}
}

static void instrument(struct qemu_plugin_insn *insn)
{
	qemu_plugin_vcpu_udata_cb_t call = call_of(mark_of(insn));

	qemu_plugin_register_vcpu_mem_cb(insn, on_access, QEMU_PLUGIN_CB_NO_REGS,
					 QEMU_PLUGIN_MEM_RW, NULL);
	if (call)
		qemu_plugin_register_vcpu_insn_exec_cb(insn, call, QEMU_PLUGIN_CB_NO_REGS, NULL);
	for (uintptr_t i = 0; i < LINE_PLACES; i++)
		if (qemu_plugin_insn_vaddr(insn) == at[i])
			qemu_plugin_register_vcpu_insn_exec_cb(insn, on_packet, QEMU_PLUGIN_CB_NO_REGS,
							       (void *)i);
}

static void on_translation(qemu_plugin_id_t id, struct qemu_plugin_tb *tb)
{
	for (size_t i = 0; i < qemu_plugin_tb_n_insns(tb); i++)
		instrument(qemu_plugin_tb_get_insn(tb, i));
}

/* Return: what follows NAME= in a word of the arguments, or NULL. */
static const char *argument(int argc, char **argv, const char *name)
{
	size_t len = strlen(name);

	for (int i = 0; i < argc; i++)
		if (!strncmp(argv[i], name, len) && argv[i][len] == '=')
			return argv[i] + len + 1;
	return NULL;
}

QEMU_PLUGIN_EXPORT int qemu_plugin_install(qemu_plugin_id_t id, const qemu_info_t *info,
					   int argc, char **argv)
{
	const char *file = argument(argc, argv, "out");
	const char *packet = argument(argc, argv, "packet");
	const char *stack = argument(argc, argv, "stack");

	if (!file || !packet || !stack) {
		fprintf(stderr, "usage: out=FILE,packet=ADDRESS,stack=ADDRESS\n");
		return -1;
	}
	at[0] = strtoull(packet, NULL, 16);
	at[1] = strtoull(stack, NULL, 16);
	out = fopen(file, "w");
	if (!out) {
		perror(file);
		return -1;
	}
	qemu_plugin_register_vcpu_tb_trans_cb(id, on_translation);
	return 0;
}
