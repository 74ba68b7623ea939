/* SPDX-License-Identifier: GPL-2.0 */
#ifndef LAB_TAP_STREAMS_H
#define LAB_TAP_STREAMS_H

#include <stddef.h>

/**
 * struct stream_case - a stream for lab-ktap with a known answer
 * @name: name of the test
 * @args: options of lab-ktap
 * @jobs: a list of jobs, for which ./script prints @stream; NULL: lab-ktap reads
 *	@stream itself
 * @stream: the stream
 * @rc: exit status that lab-ktap must have
 * @last: last line that it must print
 * @has: text that it must print; NULL: none
 */
struct stream_case {
	const char *name;
	const char *args;
	const char *jobs;
	const char *stream;
	int rc;
	const char *last;
	const char *has;
};

extern const struct stream_case stream_cases[];
extern const size_t n_stream_cases;
extern const struct stream_case job_cases[];
extern const size_t n_job_cases;

#endif
