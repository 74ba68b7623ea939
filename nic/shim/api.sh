#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# api.sh INCLUDE: print a header that adapts the shim to the QEMU whose headers are in
# INCLUDE. It tests the headers themselves and not their version.
set -eu
include=$1

# has FILE PATTERN: whether a header matches
has() { grep -qE -- "$2" "$include/$1"; }

printf '/* Made by %s */\n' "${0##*/}"
if has hw/qdev-core.h '^void device_class_set_legacy_reset\('; then
	echo '#define NIC_SET_RESET(class, fn)	device_class_set_legacy_reset(class, fn)'
else
	echo '#define NIC_SET_RESET(class, fn)	((class)->reset = (fn))'
fi
if has hw/qdev-properties.h '^#define DEFINE_PROP_END_OF_LIST\('; then
	echo '#define NIC_PROPERTY	Property'
	echo '#define NIC_PROPERTIES_END	DEFINE_PROP_END_OF_LIST(),'
else
	echo '#define NIC_PROPERTY	const Property'
	echo '#define NIC_PROPERTIES_END'
fi
if has qom/object.h '\(\*class_init\)\(ObjectClass \*[a-z]*, const void '; then
	echo '#define NIC_CLASS_DATA	const void'
else
	echo '#define NIC_CLASS_DATA	void'
fi
