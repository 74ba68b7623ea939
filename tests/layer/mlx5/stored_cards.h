/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_LAYER_MLX5_STORED_CARDS_H
#define TESTS_LAYER_MLX5_STORED_CARDS_H

#include <stdbool.h>

int stored_cards_open(unsigned int mtu, bool striding);

#endif /* TESTS_LAYER_MLX5_STORED_CARDS_H */
