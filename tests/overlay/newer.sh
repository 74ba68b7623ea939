#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# newer.sh WORK OUT: apply the rules to xdp.h and xdp.c in the forms of newer kernels. WORK is
# the build's directory for one kernel, and is only read. OUT gets an include directory to
# put in front of the kernel's.
#
# newer.sh WORK OUT FILE...: compile these files against it, as the kernel was: that of $W, of
# other options than WORK's with DEBUG=1 or COVERAGE=1.
set -eu
work=$(realpath "$1") out=$(realpath -m "$2") kernel=${W:-$1}/kernel
top=$(dirname "$(realpath "$0")")/../..
shift 2

# As in 6.15 and later: a frame has no copy of the memory's description, and wider lengths;
# there is a third flag; one write clears the buffer's size and flags.
newer_xdp_h()
{
	sed -e '/^struct xdp_frame {/,/^};/ {
			s/^\tu16 \(len\|headroom\);/\tu32 \1;/
			s/^\tstruct xdp_mem_info mem;/\tenum xdp_mem_type mem_type:32;/
		}' \
	    -e '/^struct xdp_buff {/,/^};/ {
			s/^\tu32 frame_sz;.*/\tunion {\n\t\tstruct {\n\t\t\tu32 frame_sz;/
			s/^\tu32 flags;.*/\t\t\tu32 flags;\n\t\t};\n\t\tu64 frame_sz_flags_init;\n\t};/
		}' \
	    -e '/^xdp_init_buff(/,/^}/ {
			s/xdp->frame_sz = frame_sz;/xdp->frame_sz_flags_init = frame_sz;/
			/xdp->flags = 0;/d
		}' \
	    -e '/^enum xdp_buff_flags {/,/^};/ s/^};/\tXDP_FLAGS_FRAGS_UNREADABLE\t= BIT(2),\n};/' \
	    -e 's/xdp_frame->mem = xdp->rxq->mem;/xdp_frame->mem_type = xdp->rxq->mem.type;/'
}

newer_xdp_c()
{
	sed -e 's/\(n\?xdpf->mem\)\.type/\1_type/; /nxdpf->mem\.id = 0;/d; s/&xdpf->mem\b/xdpf->mem_type/'
}

rules()	# rules PATH FORMS: apply them to what FORMS makes of a kernel file
{
	mkdir -p "$out/$(dirname "$1")"
	"$2" <"$work/pristine/$1" >"$out/$1.before"
	if cmp -s "$work/pristine/$1" "$out/$1.before"; then
		echo "$1 has none of the older forms" >&2
		return 1
	fi
	"$top/scripts/overlay/cocci.sh" "$top/$1.cocci" "$out/$1.before" "$1" "$out/$1"
}

# compile FILE: with the kernel's own command, so that ccache may have the result
compile()
{
	local object=$out/${1%.c}.o command
	command=$(sed -n '1s/^savedcmd_[^ ]* := //p' "$kernel/$(dirname "$1")/.$(basename "$object").cmd" |
		sed "s, -nostdinc , -nostdinc -I$out/include ,; s,-Wp\,-MMD\,[^ ]*,-Wp\,-MMD\,$object.d,; s, -o [^ ]* , -o $object ,; s/ ;.*//")
	mkdir -p "$(dirname "$object")"
	(cd "$kernel" && eval "$command -Werror")
}

if [ $# = 0 ]; then
	rules include/net/xdp.h newer_xdp_h
	rules net/core/xdp.c newer_xdp_c
	mkdir -p "$out/include/linux"
	sed '/define KF_TRUSTED_ARGS/d' "$work/pristine/include/linux/btf.h" >"$out/include/linux/btf.h"
	exit
fi
for file; do
	compile "$file"
done
