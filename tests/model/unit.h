/* SPDX-License-Identifier: GPL-2.0 */
/* Unit tests of the card: what a file of them has of unit.c. */
#ifndef TESTS_NIC_HOST_UNIT_H
#define TESTS_NIC_HOST_UNIT_H

#include "driver.h"

/**
 * struct unit - a test
 * @name: its name
 * @run: does it; the machine is new
 * @seed: its steps are for the fuzzer's corpus
 */
struct unit {
	const char *name;
	void (*run)(struct driver *drv);
	bool seed;
};

extern const struct unit unit_receive[], unit_send[], unit_garbage[],
			 unit_bounds[], unit_control[], unit_rules[],
			 unit_caps[];

void unit_expect(bool ok, const char *what, const char *file, int line);
void unit_expect_eq(u64 want, u64 got, const char *what, const char *file,
		    int line);
void unit_expect_bytes(const void *want, const void *got, size_t len,
		       const char *what, const char *file, int line);

#define EXPECT(cond)	unit_expect(cond, #cond, __FILE__, __LINE__)
#define EXPECT_EQ(want, got) \
	unit_expect_eq(want, got, #got, __FILE__, __LINE__)
#define EXPECT_BYTES(want, got, len) \
	unit_expect_bytes(want, got, len, #got, __FILE__, __LINE__)

/* frames.c: what is on the wire */
extern const u8 unit_udp[60], unit_tcp[60];
size_t unit_tag(u8 *frame, const u8 *from, size_t len, u16 tpid, u16 tci);

#endif /* TESTS_NIC_HOST_UNIT_H */
