/* SPDX-License-Identifier: GPL-2.0 */
/* Look for a key in the memory of the machine. */
#ifndef TESTS_RXMETA_KEY_IN_MEMORY_H
#define TESTS_RXMETA_KEY_IN_MEMORY_H

#include <stdbool.h>

bool memory_is_readable(void);
void masked_key_line(char *line, const char *before, const char *behind);
int masked_key_in_memory(void);

#endif
