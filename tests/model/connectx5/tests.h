/* SPDX-License-Identifier: GPL-2.0 */
/* The unit tests of the ConnectX-5, an array for each file. */
#ifndef TESTS_MODEL_CONNECTX5_TESTS_H
#define TESTS_MODEL_CONNECTX5_TESTS_H

#include "tests/model/runner.h"

extern const struct test receive_tests[], send_tests[], rules_tests[],
			 control_tests[], garbage_tests[], bounds_tests[],
			 caps_tests[], compress_tests[], ipsec_tests[],
			 moderation_tests[], registers_tests[];

#endif /* TESTS_MODEL_CONNECTX5_TESTS_H */
