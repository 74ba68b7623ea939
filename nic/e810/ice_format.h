/* SPDX-License-Identifier: GPL-2.0 */
/*
 * The formats of the card: registers, commands, descriptors, the package. They
 * come from the ice driver's own headers. Numbers are little endian.
 */
#ifndef E810_ICE_FORMAT_H
#define E810_ICE_FORMAT_H

#include "ice_type.h"

#include "ice_adminq_cmd.h"
#include "ice_flex_type.h"
#include "ice_hw_autogen.h"
#include "ice_lan_tx_rx.h"
#include "ice_protocol_type.h"
#include "ice_sbq_cmd.h"

/*
 * Newer kernels have the part of the command interface that is common to
 * Intel's drivers in a header of its own, under other names.
 */
#if __has_include(<linux/net/intel/libie/adminq.h>)
#define AQ_RC(error)	LIBIE_AQ_RC_ ## error
#define AQ_FLAG(flag)	LIBIE_AQ_FLAG_ ## flag
#define AQ_CAP(cap)	LIBIE_AQC_CAPS_ ## cap
#define AQ_LOCK(name)	LIBIE_AQC_RES_ID_ ## name
#define AQ_LOCKED(how)	LIBIE_AQ_RES_GLBL_ ## how
#define AQ_STRUCT(name)	libie_ ## name
#else
#define AQ_RC(error)	ICE_AQ_RC_ ## error
#define AQ_FLAG(flag)	ICE_AQ_FLAG_ ## flag
#define AQ_CAP(cap)	ICE_AQC_CAPS_ ## cap
#define AQ_LOCK(name)	ICE_AQC_RES_ID_ ## name
#define AQ_LOCKED(how)	ICE_AQ_RES_GLBL_ ## how
#define AQ_STRUCT(name)	ice_ ## name
#endif

#define AQ_BUFFER_MAX	4096

/* Extracts and shifts down the field of @val that @mask covers. */
#define FIELD(mask, val) \
	(((u64)(val) & (u64)(mask)) >> __builtin_ctzll(mask))

/* What the driver's headers do not have a name for */
#define E810_PORT	0	/* the port of the function */
#define E810_PF		0	/* number of the function */

#endif /* E810_ICE_FORMAT_H */
