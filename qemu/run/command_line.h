/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_COMMAND_LINE_H
#define RUN_COMMAND_LINE_H

#include <stdbool.h>

#include "accel.h"
#include "qemu/common/words.h"

/**
 * struct run_options - the command line of lab-run
 * @kernel: the image to boot
 * @initrd: initramfs archives; a later one replaces files of an earlier one
 * @files: files and folders to copy to /files in the guest, as NAME=PATH or PATH
 * @run: directory for the logs, as the user wrote it
 * @dir: the same as an absolute path
 * @out: file for what the command leaves in $LAB_OUT, or NULL
 * @save: directory for what the guest leaves in /out, or NULL
 * @net: name of the wiring of virtio NICs, or NULL for no NIC
 * @beside: program to run beside the TAP devices, or NULL
 * @cards: name of the wiring of modelled NICs, or NULL for none
 * @models: the object with the models, for LD_PRELOAD, or NULL
 * @append: more kernel parameters
 * @decoder: program that decodes a stack, or NULL
 * @vmlinux: the kernel with its symbols, or NULL
 * @tree: its source, or NULL
 * @accel_file: file that remembers whether KVM works, or NULL
 * @timeout: limit for the whole run; 0: none. The command line has seconds;
 *	command_line_parse() scales them to milliseconds, here and in
 *	@boot_timeout
 * @boot_timeout: limit until the guest is up; 0: none
 * @smp: number of CPUs
 * @mem: MiB of memory
 * @gdb: wait for a debugger on this port of the local host, unless it is 0
 * @shell: connect the terminal to the guest's console instead of a command
 * @input: the command reads standard input, which is no terminal
 * @plain: only the command's exit status counts, not what it prints or leaves behind
 * @keep: open a shell in the guest after a failure
 * @panic: let the guest panic once it is up
 * @resets: let the guest reboot
 * @dry_run: print the QEMU line and change nothing
 * @or_skip: a machine that cannot provide @net skips, and does not fail
 * @accel: what executes the guest's instructions
 * @qemu: more arguments for QEMU
 * @cmd: the command, ended by NULL
 */
struct run_options {
	const char *kernel;
	struct words initrd;
	struct words files;
	const char *run;
	char *dir;
	const char *out;
	const char *save;
	const char *net;
	const char *beside;
	const char *cards;
	const char *models;
	struct words append;
	const char *decoder;
	const char *vmlinux;
	const char *tree;
	const char *accel_file;
	unsigned int timeout;
	unsigned int boot_timeout;
	unsigned int smp;
	unsigned int mem;
	unsigned int gdb;
	bool shell;
	bool input;
	bool plain;
	bool keep;
	bool panic;
	bool resets;
	bool dry_run;
	bool or_skip;
	enum accel accel;
	struct words qemu;
	char **cmd;
};

struct run_options *command_line_parse(char **argv);

#endif
