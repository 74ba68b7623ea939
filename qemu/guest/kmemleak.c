// SPDX-License-Identifier: GPL-2.0
/*
 * The search for leaked kernel memory, in a kernel with kmemleak. `make test
 * DEBUG=1` has one.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "init.h"

#define KMEMLEAK	"/sys/kernel/debug/kmemleak"

/* kmemleak reports no younger object: a register may still hold its address. */
#define AGE_SECONDS	6
/* The first scan only takes checksums of the objects without a pointer. */
#define SCANS		2

/**
 * kmemleak_check() - search for leaked kernel memory
 *
 * Prints leaks on the console, where they make the host fail the run. kmemleak
 * switches itself off when it runs out of memory. The lab is broken then.
 */
void kmemleak_check(void)
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
