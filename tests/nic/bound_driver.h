/* SPDX-License-Identifier: GPL-2.0 */
#ifndef TESTS_NIC_BOUND_DRIVER_H
#define TESTS_NIC_BOUND_DRIVER_H

#include <stdbool.h>

int driver_unbind(unsigned int nic);
int driver_bind(unsigned int nic);
int driver_reprobe(void);
bool driver_left(unsigned int nic, unsigned int objects);

#endif /* TESTS_NIC_BOUND_DRIVER_H */
