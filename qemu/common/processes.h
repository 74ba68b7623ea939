/* SPDX-License-Identifier: GPL-2.0 */
#ifndef COMMON_PROCESSES_H
#define COMMON_PROCESSES_H

#include <sys/types.h>

void pipe_open(int fds[2]);
pid_t process_fork(void);

#endif
