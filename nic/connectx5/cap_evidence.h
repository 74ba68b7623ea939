/* SPDX-License-Identifier: GPL-2.0 */
/*
 * How a table of capabilities names the evidence that a ConnectX-5 has them. The
 * model has no capability that a ConnectX-5 lacks, and none of its limits is
 * above a ConnectX-5's.
 *
 *   CX5(what)	ibv_devinfo -v of a ConnectX-5 Ex (part 4121, firmware
 *		16.32.1010), as its owner published it
 *   CX6(what)	the README of mlx5ctl, which has all answers of a ConnectX-6 Dx:
 *		a ConnectX-5 does not have what this later card lacks
 *   LINUX(who)	mlx5_core refuses a card without it, or uses it on every card
 *		without asking
 *   TESTED(who)	a commit of mlx5_core or DPDK whose text says that it ran on
 *		a ConnectX-5, or a text of its maker about the ConnectX-5
 *   OURS(who)	every card has such a limit; that of a ConnectX-5 is not
 *		published
 */
#ifndef CX5_CAP_EVIDENCE_H
#define CX5_CAP_EVIDENCE_H

#include "caps.h"
#include "format.h"

#define CX5(what)	"ConnectX-5 Ex, ibv_devinfo: " what
#define CX6(what)	"ConnectX-6 Dx, mlx5ctl: " what
#define LINUX(who)	"mlx5_core, on every card: " who
#define TESTED(who)	"on ConnectX-5: " who
#define OURS(who)	"the model's own limit; " who

/* An entry of a table: a field of a format that begins at bit @at of a page. */
#define CAP(page, type, at, field, val, most, source) \
	{ page, (at) + CX5_OFF(type, field), CX5_BITS(type, field), \
	  val, most, #field, source }

#endif /* CX5_CAP_EVIDENCE_H */
