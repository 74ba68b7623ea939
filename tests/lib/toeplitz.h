/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_TUNNEL_TOEPLITZ_REF_H
#define TESTS_TUNNEL_TOEPLITZ_REF_H

#include <stddef.h>
#include <stdint.h>

uint32_t toeplitz_ref(const uint8_t *key, const uint8_t *input, size_t len);

#endif /* TESTS_TUNNEL_TOEPLITZ_REF_H */
