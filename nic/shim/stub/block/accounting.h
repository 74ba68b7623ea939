/* SPDX-License-Identifier: GPL-2.0 */
/* The DMA helpers' headers speak of disks; a NIC has none. */
#ifndef NIC_STUB_BLOCK_ACCOUNTING_H
#define NIC_STUB_BLOCK_ACCOUNTING_H

typedef struct BlockAcctCookie BlockAcctCookie;
enum BlockAcctType { BLOCK_ACCT_NONE };

#endif
