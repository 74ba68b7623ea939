#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# run-one.sh OUT KERNEL NAME NICS: run a selftest in a guest. $BOOT_ours and
# $BOOT_pristine start the two kernels. OUT/KERNEL/NAME.tap gets the results; the last line of it
# has the status of lab-run.
set -u
out=$1 kernel=$2 name=$3 nics=$4
boot=BOOT_$kernel tap=$out/$kernel/$name.tap
case $nics in
cards) nics='--cards mlx5' ;;
wire) nics='--net wire' ;;
*) nics= ;;
esac

# shellcheck disable=SC2086  # one word an argument
${!boot} --run "$out/$kernel/$name" $nics -- /bin/bash /lab/run-in-guest.sh '*' "$name" \
	>"$tap" 2>"$out/$kernel/$name.err"
status=$?
# Some 250 MB in each of the directories
rm -f "$out/$kernel/$name/initrd"
echo "# guest $status" >>"$tap"
printf '  %-8s%-20s%-10s%s passed, %s failed\n' RAN "$name" "$kernel" \
	"$(grep -c '^ok .*[^P]$' "$tap")" "$(grep -c '^not ok ' "$tap")"
