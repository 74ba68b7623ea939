/* SPDX-License-Identifier: GPL-2.0 */
/* Commands for the card as a whole. */
#ifndef CX5_HCA_H
#define CX5_HCA_H

#include "commands.h"

CX5_HANDLER(cx5_enable_hca);
CX5_HANDLER(cx5_disable_hca);
CX5_HANDLER(cx5_init_hca);
CX5_HANDLER(cx5_teardown_hca);
CX5_HANDLER(cx5_query_issi);
CX5_HANDLER(cx5_set_issi);
CX5_HANDLER(cx5_query_pages);
CX5_HANDLER(cx5_manage_pages);
CX5_HANDLER(cx5_query_adapter);
CX5_HANDLER(cx5_query_special_contexts);
CX5_HANDLER(cx5_nothing);

#endif /* CX5_HCA_H */
