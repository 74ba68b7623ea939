/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_RUN_PROGRAM_H
#define DEMO_GUEST_RUN_PROGRAM_H

int run_program(const char * const *args, int input, char *output, int size);

#endif
