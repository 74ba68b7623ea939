/* SPDX-License-Identifier: GPL-2.0 */
/* The directory with the logs of one run. */
#ifndef RUN_DIRECTORY_H
#define RUN_DIRECTORY_H

struct run_options;

/* Sockets of QEMU, in the directory: the guest's console, with --shell and --keep */
#define CONSOLE_SOCKET	"console.sock"
/* The input of the command */
#define INPUT_SOCKET	"input.sock"
/* The archive with what the guest left in /out, for --save */
#define SAVED_ARCHIVE	"saved.tar"
/* The port to the program of --beside */
#define BESIDE_SOCKET	"beside.sock"

void run_directory_claim(struct run_options *opt);
int run_directory_clear(const struct run_options *opt);
const char *run_path(const struct run_options *opt, const char *name);

#endif
