/* SPDX-License-Identifier: GPL-2.0 */
/* The command queue in the guest's memory. */
#ifndef CX5_COMMAND_QUEUE_H
#define CX5_COMMAND_QUEUE_H

#include <linux/types.h>

struct cx5;

void cx5_cmdq_ring(struct cx5 *cx5, u32 vector);
void cx5_cmdq_run(struct cx5 *cx5, u32 vector);

#endif /* CX5_COMMAND_QUEUE_H */
