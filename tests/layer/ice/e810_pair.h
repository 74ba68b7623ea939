/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_LAYER_ICE_E810_PAIR_H
#define TESTS_LAYER_ICE_E810_PAIR_H

#include <stdbool.h>

int e810_pair_open(unsigned int mtu, bool legacy);

#endif /* TESTS_LAYER_ICE_E810_PAIR_H */
