/* SPDX-License-Identifier: GPL-2.0 */
#ifndef RUN_EVIDENCE_H
#define RUN_EVIDENCE_H

struct run_options;
struct run_result;

void evidence_print(const struct run_options *opt,
		    const struct run_result *res);

#endif
