/* SPDX-License-Identifier: GPL-2.0 */
/* Generated in a built QEMU. This is the part that the headers use. */
#ifndef NIC_STUB_QAPI_BUILTIN_TYPES_H
#define NIC_STUB_QAPI_BUILTIN_TYPES_H

#include "qemu/osdep.h"

typedef struct QEnumLookup {
	const char *const *array;
	const unsigned char *const special_features;
	const int size;
} QEnumLookup;

typedef struct strList strList;
struct strList {
	strList *next;
	char *value;
};

#endif
