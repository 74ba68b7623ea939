// SPDX-License-Identifier: GPL-2.0
#include "carry.h"

/**
 * carry() - send packets along a path and check what they carry
 * @path: the path, after path_begin() and path_lists(CARRY_LISTS)
 *
 * Return: 0; -errno; or the number of errors.
 */
int carry(const struct path *path)
{
	const struct path_run run = { .packets = 10 * CARRY_LISTS };

	return path_go(path, &run) ?: path_check_results() ?:
	       path_check(path, run.packets);
}
