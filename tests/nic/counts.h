/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_NIC_MLX5_COUNTS_H
#define TESTS_NIC_MLX5_COUNTS_H

void counts_begin(void);
int counts_agree(unsigned int local, unsigned int remote);

#endif /* TESTS_NIC_MLX5_COUNTS_H */
