/* SPDX-License-Identifier: GPL-2.0 */
/* The module in the port's cage: registers PMLP and MCIA. */
#ifndef CX5_MODULE_EEPROM_H
#define CX5_MODULE_EEPROM_H

#include "port_registers.h"

CX5_REGISTER(cx5_reg_pmlp);
CX5_REGISTER(cx5_reg_mcia);

#endif /* CX5_MODULE_EEPROM_H */
