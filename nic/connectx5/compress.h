/* SPDX-License-Identifier: GPL-2.0 */
/* Compression of completions: a session of packets shares a title. */
#ifndef CX5_COMPRESS_H
#define CX5_COMPRESS_H

#include <stdbool.h>

#include "format.h"

/* A multiple of MLX5_MINI_CQE_ARRAY_SIZE */
#define CX5_SESSION_MAX	32

/**
 * struct cx5_session - completions that are not written yet
 * @title: the first one of them, whose fields all have
 * @mini: what each of them has of its own
 * @n: how many they are
 * @format: MLX5_CQE_FORMAT_..., what @mini has; 0: the hash
 * @due: time at which they are written, even if more could join them
 */
struct cx5_session {
	struct mlx5_cqe64 title;
	struct mlx5_mini_cqe8 mini[CX5_SESSION_MAX];
	u32 n;
	u8 format;
	u64 due;
};

bool cx5_session_offered(const u8 *cqc);
struct cx5_session *cx5_session_new(const u8 *cqc);
bool cx5_session_takes(const struct cx5_session *session,
		       const struct mlx5_cqe64 *cqe);
void cx5_session_add(struct cx5_session *session, const struct mlx5_cqe64 *cqe);

#endif /* CX5_COMPRESS_H */
