/* SPDX-License-Identifier: GPL-2.0 */
/* Transport interface receive, its hash and its table of receive queues. */
#ifndef CX5_TIR_H
#define CX5_TIR_H

#include "nic/toeplitz.h"
#include "commands.h"
#include "format.h"

struct cx5_packet;

#define CX5_TIRS	1024	/* the most TIRs, TISes and RQ tables */

/* A table of receive queues. */
struct cx5_rqt {
	u32 n;
	u32 rqn[512];
};

/**
 * struct cx5_tir - a TIR
 * @context: as CREATE_TIR gave it
 * @indirect: the hash chooses the queue from @rqtn; otherwise it is @rqn
 * @rqn: number of the receive queue
 * @rqtn: number of the table of receive queues
 * @hash_fn: MLX5_RX_HASH_FN_...
 * @symmetric: both directions of a flow have one hash
 * @fields: MLX5_HASH_FIELD_SEL_... bits
 * @key: of Toeplitz
 */
struct cx5_tir {
	u8 context[CX5_BYTES(tirc)];
	bool indirect;
	u32 rqn, rqtn;
	u8 hash_fn;
	bool symmetric;
	u32 fields;
	u8 key[TOEPLITZ_KEY_LEN];
};

void cx5_tir_receive(struct cx5 *cx5, u32 tirn, struct cx5_packet *pkt);

/* rss.c */
void cx5_rss_hash(const struct cx5_tir *tir, struct cx5_packet *pkt,
		  bool plain);

CX5_HANDLER(cx5_create_tir);
CX5_HANDLER(cx5_modify_tir);
CX5_HANDLER(cx5_destroy_tir);
CX5_HANDLER(cx5_query_tir);
CX5_HANDLER(cx5_create_rqt);
CX5_HANDLER(cx5_modify_rqt);
CX5_HANDLER(cx5_destroy_rqt);

#endif /* CX5_TIR_H */
