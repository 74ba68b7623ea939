/* SPDX-License-Identifier: GPL-2.0 */
/* Generated in a built QEMU. The headers use only pointers to these types. */
#include "qapi/qapi-builtin-types.h"

typedef struct CpuInfoFast CpuInfoFast;
