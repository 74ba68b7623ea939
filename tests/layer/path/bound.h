/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_LAYER_PATH_BOUND_H
#define TESTS_LAYER_PATH_BOUND_H

#include <stdbool.h>

int path_open_reader(const char *dev);
int path_open_linear_reader(const char *dev);
int bound_fd(const char *dev, unsigned int n, bool linear);

#endif /* TESTS_LAYER_PATH_BOUND_H */
