/* SPDX-License-Identifier: GPL-2.0 */
/* Unit tests of the card: what a file of them has of unit.c. */
#ifndef TESTS_MODEL_RUNNER_H
#define TESTS_MODEL_RUNNER_H

#include "tests/model/connectx5/scripted_driver.h"

/**
 * struct test - a test
 * @name: its name
 * @run: does it; the machine is new
 * @seed: its steps are for the fuzzer's corpus
 */
struct test {
	const char *name;
	void (*run)(struct driver *drv);
	bool seed;
};

extern const struct test receive_tests[], send_tests[], garbage_tests[],
			 bounds_tests[], control_tests[], rules_tests[],
			 caps_tests[];

void runner_expect(bool ok, const char *what, const char *file, int line);
void runner_expect_eq(u64 want, u64 got, const char *what, const char *file,
		    int line);
void runner_expect_bytes(const void *want, const void *got, size_t len,
		       const char *what, const char *file, int line);

#define EXPECT(cond)	runner_expect(cond, #cond, __FILE__, __LINE__)
#define EXPECT_EQ(want, got) \
	runner_expect_eq(want, got, #got, __FILE__, __LINE__)
#define EXPECT_BYTES(want, got, len) \
	runner_expect_bytes(want, got, len, #got, __FILE__, __LINE__)

/* frames.c: what is on the wire */
extern const u8 frame_udp[60], frame_tcp[60];
size_t frame_tag(u8 *frame, const u8 *from, size_t len, u16 tpid, u16 tci);

#endif /* TESTS_MODEL_RUNNER_H */
