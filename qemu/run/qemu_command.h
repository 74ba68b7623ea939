/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_QEMU_COMMAND_H
#define RUN_QEMU_COMMAND_H

struct run_options;
struct words;

void qemu_command_build(const struct run_options *opt, struct words *qemu);
void qemu_command_print(const struct words *qemu, int fd, const char *what);
void qemu_command_save(const struct run_options *opt,
		       const struct words *qemu);

#endif
