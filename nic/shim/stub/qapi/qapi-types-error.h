/* SPDX-License-Identifier: GPL-2.0 */
/*
 * Generated in a built QEMU: the classes of errors. The first class stands for
 * all errors without a class of their own.
 */
#ifndef NIC_STUB_QAPI_TYPES_ERROR_H
#define NIC_STUB_QAPI_TYPES_ERROR_H

typedef enum QapiErrorClass {
	QAPI_ERROR_CLASS_GENERICERROR,
	QAPI_ERROR_CLASS_COMMANDNOTFOUND,
	QAPI_ERROR_CLASS_DEVICENOTACTIVE,
	QAPI_ERROR_CLASS_DEVICENOTFOUND,
	QAPI_ERROR_CLASS_KVMMISSINGCAP,
} QapiErrorClass;

#endif
