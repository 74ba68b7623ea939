/* SPDX-License-Identifier: GPL-2.0 */
/* The version of the firmware, which the card says in more than one place. */
#ifndef CX5_FIRMWARE_H
#define CX5_FIRMWARE_H

#define CX5_FW_MAJOR	16
#define CX5_FW_MINOR	35
#define CX5_FW_SUB	4030
#define CX5_FW_VERSION	(CX5_FW_MAJOR << 24 | CX5_FW_MINOR << 16 | CX5_FW_SUB)

#endif /* CX5_FIRMWARE_H */
