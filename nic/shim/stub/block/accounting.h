/* SPDX-License-Identifier: GPL-2.0 */
/* Disk types that the headers of the DMA helpers use; a NIC does not. */
#ifndef NIC_STUB_BLOCK_ACCOUNTING_H
#define NIC_STUB_BLOCK_ACCOUNTING_H

typedef struct BlockAcctCookie BlockAcctCookie;
enum BlockAcctType { BLOCK_ACCT_NONE };

#endif
