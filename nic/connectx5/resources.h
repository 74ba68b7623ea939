/* SPDX-License-Identifier: GPL-2.0 */
/* Objects that are no more than a number. */
#ifndef CX5_RESOURCES_H
#define CX5_RESOURCES_H

#include "commands.h"

CX5_HANDLER(cx5_alloc_pd);
CX5_HANDLER(cx5_dealloc_pd);
CX5_HANDLER(cx5_alloc_td);
CX5_HANDLER(cx5_dealloc_td);
CX5_HANDLER(cx5_alloc_uar);
CX5_HANDLER(cx5_dealloc_uar);
CX5_HANDLER(cx5_create_tis);
CX5_HANDLER(cx5_modify_tis);
CX5_HANDLER(cx5_destroy_tis);

#endif /* CX5_RESOURCES_H */
