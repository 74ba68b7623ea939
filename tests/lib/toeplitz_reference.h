/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_LIB_TOEPLITZ_REFERENCE_H
#define TESTS_LIB_TOEPLITZ_REFERENCE_H

#include <stddef.h>
#include <stdint.h>

uint32_t toeplitz_ref(const uint8_t *key, const uint8_t *input, size_t len);

#endif /* TESTS_LIB_TOEPLITZ_REFERENCE_H */
