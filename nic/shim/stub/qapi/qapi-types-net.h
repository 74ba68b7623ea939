/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Generated in a built QEMU. A NIC is the second kind of net client in
 * qapi/net.json. No struct of the shim embeds the other types.
 */
#ifndef NIC_STUB_QAPI_TYPES_NET_H
#define NIC_STUB_QAPI_TYPES_NET_H

#include "qapi/qapi-builtin-types.h"

typedef enum NetClientDriver {
	NET_CLIENT_DRIVER_NONE,
	NET_CLIENT_DRIVER_NIC,
} NetClientDriver;

typedef struct AnnounceParameters {
	int none;
} AnnounceParameters;

typedef struct RxFilterInfo RxFilterInfo;

#endif
