/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_TUNNEL_TESTS_H
#define DEMO_GUEST_TUNNEL_TESTS_H

int tunnel_tests_run(const char *glob);
int tunnel_tests_list(void);

#endif
