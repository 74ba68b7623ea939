/* SPDX-License-Identifier: GPL-2.0 */
/* Run the rxmeta tool as from a shell and read what it prints. */
#ifndef TESTS_LIB_RXMETA_TOOL_H
#define TESTS_LIB_RXMETA_TOOL_H

#include <string.h>

extern char rxmeta_output[8192];	/* of the last run, stderr included */

int rxmeta(const char *format, ...) __attribute__((format(printf, 1, 2)));
long rxmeta_counter(const char *name);

#define EXPECT_RXMETA(code, words, ...) do {				\
	EXPECT_EQ(code, rxmeta(__VA_ARGS__))				\
		TH_LOG("output: %s", rxmeta_output);			\
	EXPECT_NE(NULL, strstr(rxmeta_output, words))			\
		TH_LOG("output: %s", rxmeta_output);			\
} while (0)

#endif /* TESTS_LIB_RXMETA_TOOL_H */
