#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# values.sh DIR KERNEL_DIR GOAL...: check the variables that a user has set for make with
# these goals; they are in the environment. Print ok, or what is wrong and what to do. DIR
# and KERNEL_DIR are the absolute paths of O and KERNEL.
set -euo pipefail
shopt -s extglob
here=$(dirname "$(realpath "$0")")
# shellcheck source=scripts/overlay/kernel-tree.sh
. "$here/../overlay/kernel-tree.sh"
# shellcheck source=scripts/variables/kinds.sh
. "$here/kinds.sh"
# shellcheck source=scripts/variables/tunnels.sh
. "$here/tunnels.sh"
# shellcheck source=scripts/variables/paths.sh
. "$here/paths.sh"
# shellcheck source=scripts/variables/machine.sh
. "$here/machine.sh"
dir=$1 kernel=$2
shift 2
goals=" $* "

is_goal()	# is_goal GOAL...: whether one of them is a goal of this make
{
	local goal
	for goal; do [[ $goals != *" $goal "* ]] || return 0; done
	return 1
}

# Whether all goals leave the build directory as it is
only_reads()
{
	local goal
	for goal in $goals; do
		case $goal in help|deps) ;; *) return 1 ;; esac
	done
}

check_values()
{
	local name
	for name in V DEBUG KCSAN COVERAGE MODULES DRYRUN KEEP LAB_NO_SKIP SHORT; do check_switch $name; done
	check_number JOBS 1000 'a number'
	check_given CONFIG "a fragment of a kernel's configuration"
	check_fragments CONFIG
	check_name ACCEL 'way to run the guest' tcg mttcg kvm
	check_factor SLOWDOWN
	check_version LINUX
	! is_goal test coverage list-tests || check_globs T test
	! is_goal test coverage || check_file JUNIT
	! is_goal test coverage list-tests || check_readable TEST_JOBS
	! is_goal hooks || check_globs HOOKS hook
	! is_goal fuzz-nic || check_number FUZZ_TIME 86400 seconds
	! is_goal shell run gdb || check_guest
	! is_goal run || check_command
	! is_goal gdb || check_gdb_port
	! is_goal demo || { check_given PCAP 'a capture'; check_tunnels; }
	! is_goal test || check_given NETIF 'an interface of this machine'
	! is_goal install || { check_place PREFIX ' to install below /usr/local'; check_place DESTDIR ' to install on this machine'; }
	! is_goal install-tests || { [ -n "${DESTDIR-}" ] || no "install-tests: say where, as DESTDIR=$PWD/ksft"; check_place DESTDIR ' and say where'; }
	[ -z "${NETIF-}" ] || [[ $NETIF != *[!A-Za-z0-9._-]* && ${#NETIF} -lt 16 ]] || no "NETIF=$NETIF is no name of an interface; ip link lists them"
}

check_kernel()
{
	local why
	[ -n "${KERNEL-}" ] || return 0
	why=$(no_kernel_tree "$kernel")
	[ -z "$why" ] || no "${why%.}"
}

# shellcheck disable=SC2034  # by its name
CURDIR=$(pwd -P)
[[ ${O-} = *[^[:space:]]* ]] || no "O is empty: leave it out, of the environment too, to build in build/, or say O=DIR"
for name in CURDIR O KERNEL TMPDIR; do check_path $name; done
check_directory TMPDIR
check_values
access='read'
if ! only_reads; then
	access='write'
	is_goal clean || check_kernel
fi
"$here/../out/usable.sh" "$dir" "${KERNEL:+$kernel}" $access && echo ok
