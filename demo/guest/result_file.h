/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_RESULT_FILE_H
#define DEMO_GUEST_RESULT_FILE_H

struct capture;
struct plan;
struct tally;
struct topology;
struct tunnel;

void result_write(const struct topology *topo, const struct tunnel *tunnel,
		  const struct plan *plan, const struct tally *runs,
		  long refused);
void result_write_capture(const struct topology *topo,
			  const struct capture *capture,
			  const struct tally *runs, const char *stat);

#endif
