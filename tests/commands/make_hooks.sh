# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# make_hooks.sh: sourced by run.sh: make hooks, with a stand-in for the make that it calls.
# With all hooks its tests pass; without the first of four hooks they fail, without the second
# the kernel does not build, and without the third they pass. With all hooks, only the jobs of
# the chosen hooks run. Without one hook, the run ends at the first failure. The third and the
# fourth hook have a test that is asked before all others. That of the fourth fails.

hooked=net/core/xdp.c
of=${BASE##*/}
hooks_make()
{
	cat <<-end
	#!/bin/bash
	for arg; do case \$arg in O=*) out=\${arg#O=} ;; TEST_JOBS=*) jobs=\${arg#*=} ;; T=*) glob=\${arg#*=} ;; KTAP_OPTIONS=?*) options=\${arg#*=} ;; esac; done
	if [ ! -e "\$out/$of/overlay" ]; then
		mkdir -p "\$out/$of" && touch "\$out/.xdp-rx-meta"
		cp -r "$BASE/overlay" "$BASE/overlay.list" "\$out/$of/" && ln -sfn "$BASE/pristine" "\$out/$of/pristine"
	fi
	lacks=none
	for hook in $dir/without/*; do
		! cmp -s "\$out/$of/overlay/$hooked" "\$hook" || lacks=\${hook##*/}
	done
	cmp -s "\$out/$of/overlay/$hooked" "$BASE/overlay/$hooked" || echo "lacks \$lacks" >>$dir/lacking
	[ -z "\$jobs" ] || echo "\$lacks \$(cut -d' ' -f1 "\$jobs") \$glob \$options" >>$dir/runs
	case "\$lacks \$*" in
	"$1 "*' test '*|"$3 "*' test '*) printf '%s\n' Failed: '  layer: kfunc.hash' '1 passed, 1 failed, 0 skipped'; exit 1 ;;
	"$2 "*' kernel '*) echo 'x.c:1: error: it does not build'; exit 1 ;;
	esac
	end
}

# Rules with one site: the names of their hooks have no number.
hooks_of_one_site()
{
	awk '/^@[a-z]/ && last !~ /sites: / { sub(/^@/, "", $1); sub(/@.*/, "", $1); print $1 } { last = $0 }' "$hooked.cocci"
}

try_hooks()
{
	local status=0 rule rules=() file=$hooked
	# The file without each hook, for the stand-in to recognise what make hooks took out
	mkdir -p "$dir/without" "$dir/bin" "$dir/hooks"
	for rule in $(hooks_of_one_site); do
		awk -v without="$rule" -f scripts/overlay/some-rules.awk "$hooked.cocci" >"$dir/rest"
		[ ${#rules[@]} = 4 ] || ! scripts/overlay/cocci.sh "$dir/rest" "$BASE/pristine/$hooked" "$hooked" "$dir/without/$rule" ||
			rules+=("$rule")
	done
	[ ${#rules[@]} = 4 ] || return
	printf '%s\n' "$file:${rules[2]} kfunc.tag" "$file:${rules[3]} kunit.suite.test" >"$dir/guards"
	hooks_make "${rules[0]}" "${rules[1]}" "${rules[3]}" >"$dir/bin/make" && chmod +x "$dir/bin/make"
	make_ hooks HOOKS="${rules[*]/#/$hooked:}" HOOKS_OUT="$dir/hooks" HOOKS_GUARDS="$dir/guards" PATH="$dir/bin:$PATH" || status=$?
	cat "$dir/lacking" "$dir/runs"
	[ $status = 2 ] && line "^  RED +$file:${rules[0]} +layer: kfunc.hash" && line "^  NO BUILD +$file:${rules[1]} +error: it does" &&
		line "^  UNGUARDED +$file:${rules[2]} " && line "^  RED +$file:${rules[3]} +layer: kfunc.hash" &&
		line '^2 hooks guarded by a test, 1 by the build, 1 unguarded$' && ! grep 'lacks none' "$dir/lacking" &&
		printf '%s\n' 'none layer * ' "${rules[0]} layer * --first-failure" "${rules[2]} layer kfunc.tag " \
			"${rules[2]} layer * --first-failure" "${rules[3]} kunit kunit.suite.test " | cmp - "$dir/runs" &&
		printf '%s\n' "$file:${rules[0]} layer.kfunc.hash" "$file:${rules[3]} layer.kfunc.hash" | cmp - "$dir/hooks/guards.list" &&
		cmp "$dir/hooks/$of/overlay/$file" "$BASE/overlay/$file"
}
