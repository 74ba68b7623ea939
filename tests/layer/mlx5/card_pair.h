/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_LAYER_MLX5_CARD_PAIR_H
#define TESTS_LAYER_MLX5_CARD_PAIR_H

#include <stdbool.h>

int card_pair_open(unsigned int mtu, bool striding);

#endif /* TESTS_LAYER_MLX5_CARD_PAIR_H */
