/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Devices that have a program in all cases, which each case exchanges for its own. To
 * attach or detach one a driver may set up all queues anew, and that is most of the
 * time that a case on mlx5 would take.
 */
#ifndef TESTS_LAYER_PATH_ATTACHED_H
#define TESTS_LAYER_PATH_ATTACHED_H

#include <stdbool.h>

struct way;

int hold_begin(const char *dev);
bool hold_has(const char *dev);
int hold_exchange(const char *dev, int prog);
int hold_rest(const struct way *way);

#endif /* TESTS_LAYER_PATH_ATTACHED_H */
