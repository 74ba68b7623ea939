/* SPDX-License-Identifier: GPL-2.0 */
/* The directory with the logs of one run. */
#ifndef RUN_DIRECTORY_H
#define RUN_DIRECTORY_H

struct run_options;

/* The guest's console, with --keep; relative to the directory */
#define CONSOLE_SOCKET	"console.sock"
/* The port to the program of --beside */
#define BESIDE_SOCKET	"beside.sock"

void run_directory_claim(struct run_options *opt);
int run_directory_clear(const struct run_options *opt);
const char *run_path(const struct run_options *opt, const char *name);

#endif
