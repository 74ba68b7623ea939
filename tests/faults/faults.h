/* SPDX-License-Identifier: GPL-2.0 */
/* What the parts of the module faults have of each other. */
#ifndef FAULTS_H
#define FAULTS_H

/* page.c */
void fault_freed_page(void);

#endif
