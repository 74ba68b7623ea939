/* SPDX-License-Identifier: GPL-2.0 */
/* Registers of the port and its link. */
#ifndef CX5_LINK_REGISTERS_H
#define CX5_LINK_REGISTERS_H

#include "port_registers.h"

CX5_REGISTER(cx5_reg_pmtu);
CX5_REGISTER(cx5_reg_ptys);
CX5_REGISTER(cx5_reg_paos);
CX5_REGISTER(cx5_reg_pplm);
CX5_REGISTER(cx5_reg_pfcc);
CX5_REGISTER(cx5_reg_mlcr);

#endif /* CX5_LINK_REGISTERS_H */
