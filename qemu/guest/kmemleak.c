// SPDX-License-Identifier: GPL-2.0
/*
 * The guest's PID 1: kernel memory that nothing points to any more. Only a kernel
 * with kmemleak knows; make test DEBUG=1 has one.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "init.h"

#define KMEMLEAK	"/sys/kernel/debug/kmemleak"

/* Younger objects are not reported: their address may still be in a register. */
#define AGE_SECONDS	6
/* The first only takes the checksum of what it cannot find a pointer to. */
#define SCANS		2

/**
 * leaks_check() - look for leaked kernel memory, and show it on the console
 *
 * The host finds it there, and fails the run. kmemleak switches itself off when
 * it runs out of memory: the lab is broken then, as nobody has looked.
 */
void leaks_check(void)
{
	int fd = open(KMEMLEAK, O_RDWR | O_CLOEXEC);
	size_t bytes = 0;

	if (fd < 0 && errno == ENOENT)
		return;
	sleep(AGE_SECONDS);
	for (int i = 0; i < SCANS; i++)
		if (write(fd, "scan", 4) != 4)
			init_fail(KMEMLEAK);
	while (copy_some(fd, STDERR_FILENO, &bytes))
		;
	close(fd);
}
