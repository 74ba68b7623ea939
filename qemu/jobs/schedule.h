/* SPDX-License-Identifier: GPL-2.0 */
#ifndef JOBS_SCHEDULE_H
#define JOBS_SCHEDULE_H

struct jobs_options;
struct summary;

void jobs_run(struct summary *sum, const struct jobs_options *opt);

#endif
