/* SPDX-License-Identifier: GPL-2.0 */
#ifndef LAB_FAKE_QEMU_H
#define LAB_FAKE_QEMU_H

int fake_qemu(int argc, char **argv);

#endif
