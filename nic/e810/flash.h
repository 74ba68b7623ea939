/* SPDX-License-Identifier: GPL-2.0 */
/* The flash: its contents and how the driver reads it. */
#ifndef E810_FLASH_H
#define E810_FLASH_H

#include "admin_commands.h"

E810_HANDLER(e810_nvm_read);
E810_HANDLER(e810_nvm_checksum);

#endif /* E810_FLASH_H */
