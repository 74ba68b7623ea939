# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# make_hints.sh: sourced by run.sh: make hints, over a stream in which all tests of all cells
# passed, one in which a test failed, one in which most never ran, and without any.

hints_of() { make_ hints RUN="$dir/ran" "$@" >"$dir/hints" 2>&1; }

# What is drawn, whatever the number of tests and the kernel
shape() { sed -E 's/>[0-9]+</>N</; s/>[^>]+(\.  -: there is nothing)/>KERNEL\1/' "$1"; }
# docs_have NAME KERNEL TREE: the picture in docs of this kernel's tests is not behind. TREE has the
# symbols of that kernel that tests/hints/cells asks for.
docs_have()
{
	hints_of HINTS_SVG="$dir/drawn.svg" HINTS_TREE="$3" && xmllint --noout "$dir/drawn.svg" &&
		grep -qF ">$2.  -: " "docs/$1" && cmp <(shape "$dir/drawn.svg") <(shape "docs/$1") && return
	echo "docs/$1 is behind: make test, then make hints HINTS_SVG=docs/$1, with LINUX=${2#Linux }"
	return 1
}

try_hints()
{
	local to=$dir/ran/test/layer
	! hints_of && grep -q 'no test has run' "$dir/hints" && mkdir -p "$to" || return
	cp tests/hints/passed.ktap "$to/ktap.log" && hints_of && grep -qE '^  ice +tag( +1){7}' "$dir/hints" &&
		grep -q '</svg>' "$dir/ran/hints.svg" || return
	mkdir -p "$dir/7.3/drivers/net" && echo NETDEV_XDP_ACT_XSK_ZEROCOPY >"$dir/7.3/drivers/net/virtio_net.c" || return
	docs_have hints.svg "Linux 6.12" "$dir/6.12" && docs_have hints-7.3.svg "Linux 7.3" "$dir/7.3" || return
	sed 's/^ok \(.* carrier.pass.hash\)$/not ok \1/' tests/hints/passed.ktap >"$to/ktap.log"
	! hints_of && grep -qE '^  mlx5 +hash .*FAILED' "$dir/hints" || return
	echo '# file: kfunc' >"$to/ktap.log"
	! hints_of && grep -q 'not run' "$dir/hints"
}
