/* SPDX-License-Identifier: GPL-2.0 */
/* The unit tests of the E810, an array for each file. */
#ifndef TESTS_MODEL_E810_TESTS_H
#define TESTS_MODEL_E810_TESTS_H

#include "tests/model/runner.h"

extern const struct test firmware_tests[], rx_desc_tests[], tx_desc_tests[],
			 lines_tests[], hostile_tests[], rates_tests[];

#endif /* TESTS_MODEL_E810_TESTS_H */
