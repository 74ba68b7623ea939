/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Devices that keep a program attached over all cases; each case exchanges it
 * for its own. A driver may set up all queues again when a program is attached
 * or detached, and that is most of the time that a case on mlx5 would take.
 */
#ifndef TESTS_LAYER_PATH_ATTACHED_H
#define TESTS_LAYER_PATH_ATTACHED_H

#include <stdbool.h>

struct path;

int attached_keep(const char *dev);
bool attached_has(const char *dev);
int attached_exchange(const char *dev, int prog);
int attached_reset(const struct path *path);

#endif /* TESTS_LAYER_PATH_ATTACHED_H */
