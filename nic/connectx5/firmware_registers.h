/* SPDX-License-Identifier: GPL-2.0 */
/* Registers that say what the firmware is and which registers it has. */
#ifndef CX5_FIRMWARE_REGISTERS_H
#define CX5_FIRMWARE_REGISTERS_H

#include "port_registers.h"

CX5_REGISTER(cx5_reg_pcam);
CX5_REGISTER(cx5_reg_mcam);
CX5_REGISTER(cx5_reg_mcqs);
CX5_REGISTER(cx5_reg_mcqi);

#endif /* CX5_FIRMWARE_REGISTERS_H */
