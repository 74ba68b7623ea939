/* SPDX-License-Identifier: GPL-2.0 */
/* Generated in a built QEMU; the headers only point to what is in it. */
#include "qapi/qapi-builtin-types.h"

typedef struct GuestPanicInformation GuestPanicInformation;
