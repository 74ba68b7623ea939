/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_ACCEL_H
#define RUN_ACCEL_H

struct run_options;

/* What executes the guest's instructions; MTTCG has a thread for each CPU. */
enum accel { ACCEL_TCG, ACCEL_MTTCG, ACCEL_KVM };

enum accel accel_choose(const struct run_options *opt);

#endif
