# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# For make_test.sh to source: KEEP=1, a shell in the guest of a test that failed.

# keeps NAME BOOT: the verdict of the test stays, whatever the user does in the shell.
keeps()
{
	local name=$1 status=0
	echo "one $2 --smp 1 --run \$OUT/real -- sh -c 'echo 1..1; echo not ok 1 a; exit 1'" >"$dir/jobs"
	rm -f "$dir/keys"
	mkfifo "$dir/keys"
	# Open for writing, too, so that the terminal does not see an end of file.
	exec 3<>"$dir/keys"
	# shellcheck disable=SC2016  # for the guest's shell
	printf 'echo $((6 * 7)) kept\nexit\n' >&3
	# script runs $SHELL; sh may drop exported functions.
	SHELL=$BASH script -qec 'bash -c "run_make test KEEP=1"' "$dir/terminal" <&3 >/dev/null || status=$?
	exec 3>&-
	cat "$dir/terminal" >>"$log"
	ended "$status" 1 '^  one: a$' && grep -q '42 kept' "$dir/terminal"
	ok "$name" $?
}
# shellcheck disable=SC2016  # make replaces them
if chosen real_keep; then keeps real_keep '$BOOT'; fi
# shellcheck disable=SC2016
if chosen real_keep_debian; then keeps real_keep_debian '$DEBIAN_BOOT'; fi

keep_no_terminal()
{
	local status=0
	run_make test KEEP=1 </dev/null || status=$?
	ended "$status" 2 'KEEP=1 .* needs a terminal'
	ok keep_no_terminal $?
}
if chosen keep_no_terminal; then keep_no_terminal; fi
