/* SPDX-License-Identifier: GPL-2.0 */
/* The rules of a flow table: rule.c. */
#ifndef CX5_RULE_H
#define CX5_RULE_H

#include "flow_table.h"

void cx5_rule_free(struct cx5 *cx5, struct cx5_rule *rule);

#endif
