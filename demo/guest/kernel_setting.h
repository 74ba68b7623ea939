/* SPDX-License-Identifier: GPL-2.0 */
#ifndef DEMO_GUEST_KERNEL_SETTING_H
#define DEMO_GUEST_KERNEL_SETTING_H

void setting_write(const char *path, const char *text);
void setting_write_dev(int ns, const char *path, const char *text);

#endif
