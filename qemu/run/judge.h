/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_JUDGE_H
#define RUN_JUDGE_H

#include <stdbool.h>

#include "qemu/common/exit_codes.h"

struct qemu_end;
struct run_options;

/**
 * struct run_result - how a run ended
 * @verdict: exit status of lab-run
 * @text: what happened, in one line
 */
struct run_result {
	enum verdict verdict;
	char text[1024];
};

void judge_run(const struct run_options *opt, const struct qemu_end *end,
	       bool saved, struct run_result *res);

#endif
