/* SPDX-License-Identifier: GPL-2.0 */
/* Faults that the control socket asks for, of this card only. */
#ifndef E810_FAULTS_H
#define E810_FAULTS_H

#include <linux/types.h>

/**
 * struct e810_faults - the faults that are pending
 * @rx_error: the next N received frames have the error bit
 * @drop_writeback: the next N completions of transmit descriptors are lost
 */
struct e810_faults {
	u32 rx_error;
	u32 drop_writeback;
};

#endif /* E810_FAULTS_H */
