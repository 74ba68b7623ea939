/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_NAPI_THREADS_H
#define DEMO_GUEST_NAPI_THREADS_H

struct topology;

void napi_threads_start(const struct topology *topo);

#endif
