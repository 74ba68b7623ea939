# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# deps_test.sh: sourced by run.sh: what scripts/deps.sh does about missing packages, for root
# and for a user.

# The first missing package was removed, the others were never installed.
stand_in dpkg-query <<'end'
shift 3
known=0
for name; do
	case " $MISSING " in
	" $name "*) echo "deinstall ok config-files $name" ;;
	*" $name "*) known=1 ;;
	*) echo "install ok installed $name" ;;
	esac
done
exit $known
end
# It knows all packages but $UNKNOWN.
stand_in apt-cache <<'end'
shift 2
for name; do
	case " $UNKNOWN " in
	*" $name "*) echo "E: No packages found" >&2 ;;
	*) echo "Package: $name" ;;
	esac
done
end
stand_in id <<'end'
echo "$USER_ID"
end
stand_in apt-get <<'end'
echo "apt-get $*" >>"$APT_LOG"
[ "$1" != "$APT" ]
end

# deps USER MISSING [LIST]: the exit status; the output is in the log
deps()
{
	: >"$tmp/apt"
	USER_ID=$1 MISSING=$2 APT=${APT-} UNKNOWN=${UNKNOWN-} APT_LOG=$tmp/apt PATH=$tmp/bin:$PATH \
		scripts/deps.sh "${@:3}" >"$log" 2>&1
}

# Each release has one of the two alternatives.
python='libpython3.11 libpython3.13'
deps 1000 '' && [ ! -s "$log" ] && [ ! -s "$tmp/apt" ]; ok deps_all_there $?
deps 1000 'bison flex'
[ $? = 1 ] && [ ! -s "$tmp/apt" ] && [ "$(wc -l <"$log")" = 2 ] &&
	line '^    sudo apt-get install --no-install-recommends bison flex$'; ok deps_not_root $?
deps 1000 lcov && deps 0 lcov && [ ! -s "$tmp/apt" ]; ok deps_of_another_goal_are_not_asked_for $?
deps 1000 'lcov make' tests/coverage/packages.list
[ $? = 1 ] && line 'recommends make lcov$'; ok deps_of_coverage $?
deps 0 'bison flex' && line '^  APT     bison flex$' &&
	[ "$(cat "$tmp/apt")" = "$(printf '%s\n' 'apt-get update' \
		'apt-get install -y --no-install-recommends bison flex')" ]; ok deps_root $?
APT=install deps 0 bison
[ $? = 1 ] && line 'apt-get could not install: bison'; ok deps_root_without_network $?
APT=update deps 0 bison &&
	grep -q 'install.* bison' "$tmp/apt"; ok deps_root_with_a_source_that_fails $?

deps 1000 "${python% *}" && deps 1000 "${python#* }" && [ ! -s "$log" ]; ok deps_alternative_is_enough $?
UNKNOWN=libpython3.13 deps 1000 "$python"
[ $? = 1 ] && line 'recommends libpython3.11$'; ok deps_alternative_of_12 $?
UNKNOWN=libpython3.11 deps 1000 "$python"
[ $? = 1 ] && line 'recommends libpython3.13$'; ok deps_alternative_of_13 $?
UNKNOWN=$python deps 1000 "bison $python"
[ $? = 1 ] && line '^    libpython3.11.libpython3.13$' && ! line bison && ! line recommends; ok deps_alternative_unknown $?
UNKNOWN=linux-source-6.12 deps 0 linux-source-6.12
[ $? = 1 ] && line '^    linux-source-6.12$' && line 'main and security' && ! grep -q install "$tmp/apt"
ok deps_root_of_an_unknown_package $?
