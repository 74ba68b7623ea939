/* SPDX-License-Identifier: GPL-2.0 */
/* Internal interfaces of the module faults. */
#ifndef FAULTS_H
#define FAULTS_H

/* page.c */
void fault_freed_page(void);

#endif
