# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# fresh_test.sh: sourced by run.sh: what scripts/fresh.sh refuses, and when it makes the
# minimal Debian again. Stand-ins replace the programs that would mount or fetch.

mkdir -p "$tmp/fresh/scripts" "$tmp/few"
cp -r scripts/fresh.sh scripts/fresh "$tmp/fresh/scripts/"
git -C "$tmp/fresh" init -q
printf "%s\n" build scripts >"$tmp/fresh/.git/info/exclude"
stand_in debootstrap </dev/null
stand_in df <<'end'
printf 'Filesystem Available\nx x x %s x x\n' "$FREE"
end
# The base is a file that says whether it is whole. Log what would run in it.
stand_in setpriv <<'end'
until [ "${1%/scripts/fresh/*.sh}" != "$1" ]; do shift; done
echo "${1##*/} $2" >>"$FRESH_LOG"
case $1 in
*base.sh)
	mkdir "$3.new" && echo whole >"$3.new/state" && tar -C "$3.new" -cf "$3" . && rm -r "$3.new"
	exit "$BASE_STATUS" ;;
esac
shift 4
echo "in $*" >>"$FRESH_LOG"
exit "$INSIDE_STATUS"
end
stand_in chroot <<'end'
grep -q whole "$1/state"
end

# fresh USER FREE ARGUMENT...: the exit status; $tmp/started has what it started
fresh()
{
	: >"$tmp/started"
	USER_ID=$1 FREE=$2 BASE_STATUS=${BASE_STATUS-0} INSIDE_STATUS=${INSIDE_STATUS-0} FRESH_LOG=$tmp/started PATH=${ONLY-$tmp/bin:$PATH} \
		"$tmp/fresh/scripts/fresh.sh" "${@:3}" >"$log" 2>&1
}
started() { [ "$(tr '\n' ' ' <"$tmp/started")" = "$1" ]; }
kept=$tmp/fresh/build/fresh

fresh 0 20000 12
[ $? = 2 ] && started '' && line "is no clone of git's"; ok fresh_without_git $?
git -C "$tmp/fresh" -c user.name=t -c user.email=t@localhost commit -q --allow-empty -m empty
fresh 1000 20000 12
[ $? = 2 ] && started '' && line 'by root only' && line '^    sudo .*/fresh.sh 12 '; ok fresh_not_root $?
fresh 0 20000 11 make
[ $? = 2 ] && started '' && line 'the release of Debian, 12 or 13'; ok fresh_wrong_release $?
fresh 0 20000
[ $? = 2 ] && line '^usage: '; ok fresh_without_release $?
FRESH_AT=src fresh 0 20000 12
[ $? = 2 ] && started '' && line 'FRESH_AT=src: want an absolute path'; ok fresh_at_a_relative_path $?
fresh 0 99 13
[ $? = 2 ] && started '' && line ': 99 MiB are free, a fresh machine needs 10240'; ok fresh_disk_full $?
for program in bash sh dirname realpath git unshare; do ln -s "$(command -v $program)" "$tmp/few/"; done
cp "$tmp/bin/id" "$tmp/few/"
ONLY=$tmp/few fresh 0 20000 12
[ $? = 2 ] && started '' && line '^    apt-get install --no-install-recommends debootstrap$'; ok fresh_without_debootstrap $?

fresh 0 20000 12 make 'a b' && started 'base.sh bookworm inside.sh root in make a b ' &&
	[ ! -e "$kept/debian-12" ]; ok fresh_makes_a_base $?
fresh 0 20000 12 && started 'inside.sh root in sh -c make demo && make test '; ok fresh_keeps_the_base $?
fresh 0 20000 -u 13 make && started 'base.sh trixie inside.sh user in make '; ok fresh_user $?
truncate -s 700 "$kept/debian-12.tar"
fresh 0 20000 12 make && started 'base.sh bookworm inside.sh root in make '; ok fresh_base_cut_short $?
mkdir "$kept/x" && echo broken >"$kept/x/state" && tar -C "$kept/x" -cf "$kept/debian-12.tar" .
fresh 0 20000 12 make && started 'base.sh bookworm inside.sh root in make '; ok fresh_base_broken $?
INSIDE_STATUS=7 fresh 0 20000 12 make
[ $? = 7 ] && [ -e "$kept/debian-12/state" ] && line "Status 7. .* left in $kept/debian-12 "; ok fresh_failure_is_left_for_a_look $?
rm "$kept/debian-12.tar"
BASE_STATUS=1 fresh 0 20000 12 make
[ $? = 2 ] && started 'base.sh bookworm '; ok fresh_without_network $?
touch "$tmp/fresh/new"
fresh 0 20000 12 make && line '^1 files differ from HEAD'; ok fresh_says_what_is_not_in_it $?
(flock 8; fresh 0 20000 12) 8>"$kept/debian-12.lock"
[ $? = 2 ] && started '' && line 'Another fresh.sh 12 is at work'; ok fresh_twice $?
