/* SPDX-License-Identifier: GPL-2.0 */
/* The function as a whole: its resets, the resources it owns. */
#ifndef E810_FUNCTION_H
#define E810_FUNCTION_H

#include "admin_commands.h"

/*
 * How long the card announces a core reset, so that the driver of each function
 * can stop before it: the field GRSTDEL of GLGEN_RSTCTL, in 100 ms. The default of a
 * real card is not published; this one is long enough for the driver.
 */
#define E810_RESET_DELAY	5

void e810_function_reset(struct e810 *card);
void e810_core_reset(struct e810 *card);
void e810_core_reset_start(struct e810 *card, u32 index, u32 val);
u32 e810_rstat_read(struct e810 *card, u32 index);
void e810_pfgen_ctrl_write(struct e810 *card, u32 index, u32 val);

E810_HANDLER(e810_q_shutdown);
E810_HANDLER(e810_req_res);
E810_HANDLER(e810_release_res);
E810_HANDLER(e810_clear_pxe_mode);
E810_HANDLER(e810_clear_pf_cfg);

#endif /* E810_FUNCTION_H */
