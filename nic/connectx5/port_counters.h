/* SPDX-License-Identifier: GPL-2.0 */
/* The counters of the port: register PPCNT. */
#ifndef CX5_PORT_COUNTERS_H
#define CX5_PORT_COUNTERS_H

#include "port_registers.h"

CX5_REGISTER(cx5_reg_ppcnt);

#endif /* CX5_PORT_COUNTERS_H */
