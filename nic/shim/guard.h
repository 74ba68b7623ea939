/* SPDX-License-Identifier: GPL-2.0 */
/* The check of the program that has loaded the shim, and the list of models. */
#ifndef NIC_GUARD_H
#define NIC_GUARD_H

#include <stdbool.h>

#include "nic/nic.h"

extern const struct nic_model *nic_models[];

bool nic_shim_wanted(void);

#endif
