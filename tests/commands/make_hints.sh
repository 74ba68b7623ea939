# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# make_hints.sh: sourced by run.sh: make hints, over a stream in which all tests of all cells
# passed, one in which a test failed, one in which most never ran, and without any.

hints_of() { make_ hints RUN="$dir/ran" "$@" >"$dir/hints" 2>&1; }

# What is drawn, whatever the number of tests
shape() { sed -E 's/>[0-9]+</>N</' "$1"; }

try_hints()
{
	local to=$dir/ran/test/layer
	! hints_of && grep -q 'no test has run' "$dir/hints" && mkdir -p "$to" || return
	cp tests/hints/passed.ktap "$to/ktap.log" && hints_of && grep -qE '^  ice +tag( +1){7}' "$dir/hints" &&
		grep -q '</svg>' "$dir/ran/hints.svg" && hints_of HINTS_SVG="$dir/drawn.svg" && xmllint --noout "$dir/drawn.svg" || return
	cmp <(shape "$dir/drawn.svg") <(shape docs/hints.svg) || { echo 'docs/hints.svg is behind: make test, then make hints HINTS_SVG=docs/hints.svg'; return 1; }
	sed 's/^ok \(.* carrier.pass.hash\)$/not ok \1/' tests/hints/passed.ktap >"$to/ktap.log"
	! hints_of && grep -qE '^  mlx5 +hash .*FAILED' "$dir/hints" || return
	echo '# file: kfunc' >"$to/ktap.log"
	! hints_of && grep -q 'not run' "$dir/hints"
}
