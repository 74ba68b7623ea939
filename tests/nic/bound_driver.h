/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_NIC_MLX5_DRIVER_H
#define TESTS_NIC_MLX5_DRIVER_H

#include <stdbool.h>

int mlx5_unbind(unsigned int nic);
int mlx5_bind(unsigned int nic);
int mlx5_reprobe(void);
bool mlx5_is_empty(unsigned int nic);

#endif /* TESTS_NIC_MLX5_DRIVER_H */
