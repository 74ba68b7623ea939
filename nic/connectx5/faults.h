/* SPDX-License-Identifier: GPL-2.0 */
/* Faults that the control socket asks for, of this card only. */
#ifndef CX5_FAULTS_H
#define CX5_FAULTS_H

#include <linux/types.h>

/**
 * struct cx5_faults - the faults that are pending
 * @cqe_error: the next N received packets complete with an error
 * @cqe_syndrome: the syndrome of these completions
 * @sq_error: the next N WQEs that send complete with an error
 * @sq_syndrome: the syndrome of these completions
 * @health_stopped: the health counter stands still
 * @health_at: the time at which it stopped
 * @hash_plain: hash without symmetry, even if the TIR asks for it
 * @compress_wait: how long completions wait to be compressed, in ns, 0: as usual
 */
struct cx5_faults {
	u32 cqe_error;
	u8 cqe_syndrome;
	u32 sq_error;
	u8 sq_syndrome;
	bool health_stopped;
	u64 health_at;
	bool hash_plain;
	u32 compress_wait;
};

#endif /* CX5_FAULTS_H */
