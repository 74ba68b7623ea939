# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# guards.sh: sourced by hooks.sh: the tests of the list GUARDS, which are asked before all others.

# guard_of NAME: the test that guards this hook, if the list has one
guard_of() { awk -v name="$1" '$1 == name { print $2; exit }' "$guards"; }

# guard_jobs FILE GUARD: the jobs that may have this test. No KUnit suite runs that is not asked.
guard_jobs()
{
	local suite=${2#kunit.}
	# shellcheck disable=SC2046  # a list of names
	case $2 in
	kunit.*) job_lines kunit | sed "s/kunit.enable=1/& --append kunit.filter_glob=${suite%%.*}/" ;;
	*)	job_lines $(jobs_of "$1") | grep -v '^kunit ' | sed 's/kunit.enable=1/kunit.enable=0/' ;;
	esac
}

# ask FILE GUARD: the test fails, and $tmp/log has how
ask()
{
	local status=0
	guard_jobs "$1" "$2" >"$tmp/jobs"
	test_kernel T="$2" KTAP_OPTIONS= || status=$?
	[ $status = 1 ]
}

# ask_guards ROUND: report each hook whose guard fails. $tmp/unknown gets the others.
ask_guards()
{
	local name file without guard what
	: >"$tmp/unknown"
	while read -r name file without; do
		guard=$(guard_of "$name")
		if [ "$guard" ] && ask "$file" "$guard" && what=$(failures '[a-z]' || verdict_of_vm) && [ "$what" ]; then
			guarded "$name" "$what"
		else
			echo "$name $file $without" >>"$tmp/unknown"
		fi
	done <"$1"
}
