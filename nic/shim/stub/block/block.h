/* SPDX-License-Identifier: GPL-2.0 */
/* Disk types that the headers of the DMA helpers use; a NIC does not. */
#ifndef NIC_STUB_BLOCK_BLOCK_H
#define NIC_STUB_BLOCK_BLOCK_H

#include "qemu/osdep.h"
#include "qemu/coroutine.h"
#include "qemu/iov.h"

typedef struct BlockAIOCB BlockAIOCB;
typedef struct BlockBackend BlockBackend;
typedef void BlockCompletionFunc(void *opaque, int ret);
#define BDRV_SECTOR_BITS	9

#endif
