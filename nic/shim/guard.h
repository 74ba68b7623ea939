/* SPDX-License-Identifier: GPL-2.0 */
/* The check of the program that has loaded the shim. */
#ifndef NIC_GUARD_H
#define NIC_GUARD_H

#include <stdbool.h>

bool nic_shim_wanted(void);

#endif /* NIC_GUARD_H */
