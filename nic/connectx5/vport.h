/* SPDX-License-Identifier: GPL-2.0 */
/* The virtual port. */
#ifndef CX5_VPORT_H
#define CX5_VPORT_H

#include "commands.h"

CX5_HANDLER(cx5_query_nic_vport_context);
CX5_HANDLER(cx5_modify_nic_vport_context);
CX5_HANDLER(cx5_query_vport_state);
CX5_HANDLER(cx5_modify_vport_state);
CX5_HANDLER(cx5_query_vport_counter);

#endif /* CX5_VPORT_H */
