/* SPDX-License-Identifier: GPL-2.0 */
/* Runs the unit tests of a card, and prints TAP. */
#ifndef TESTS_MODEL_RUNNER_H
#define TESTS_MODEL_RUNNER_H

#include "tests/model/common_driver.h"

/**
 * struct test - a test
 * @name: its name, NULL: the end of an array
 * @run: the test; it gets a new machine
 * @seed: its actions belong to the fuzzer's corpus
 */
struct test {
	const char *name;
	void (*run)(struct driver *drv);
	bool seed;
};

/**
 * struct suite - the tests of a card
 * @name: prefix of the tests' names
 * @target: the card
 * @tests: arrays of tests, NULL: the end
 * @memory: memory from here on is free for rings and buffers
 * @own: bytes of what the driver of the card has for itself
 */
struct suite {
	const char *name;
	const struct target *target;
	const struct test *const *tests;
	u32 memory;
	size_t own;
};

int runner_main(const struct suite *suite, int argc, char **argv);

void runner_expect(bool ok, const char *what, const char *file, int line);
void runner_expect_eq(uint64_t want, uint64_t got, const char *what,
		      const char *file, int line);
void runner_expect_bytes(const void *want, const void *got, size_t len,
			 const char *what, const char *file, int line);

#define EXPECT(cond)	runner_expect(cond, #cond, __FILE__, __LINE__)
#define EXPECT_EQ(want, got) \
	runner_expect_eq(want, got, #got, __FILE__, __LINE__)
#define EXPECT_BYTES(want, got, len) \
	runner_expect_bytes(want, got, len, #got, __FILE__, __LINE__)

#endif /* TESTS_MODEL_RUNNER_H */
