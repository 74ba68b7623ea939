/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_LAYER_CASES_CARRY_H
#define TESTS_LAYER_CASES_CARRY_H

#include "tests/layer/path/path.h"

#define CARRY_LISTS	7	/* prime: every page sees every list */

int carry(const struct path *path);

#endif /* TESTS_LAYER_CASES_CARRY_H */
