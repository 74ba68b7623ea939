# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# decode_test.sh: sourced by run.sh: how decode-stack.sh decodes a console. A program of two
# files stands in for vmlinux.

decode_program()
{
	mkdir -p "$tmp/tree"
	cat >"$tmp/tree/a.c" <<-'end'
		static int twice(int x)
		{
			return x + x;
		}

		int main(void)
		{
			twice(1);
			return 0;
		}
	end
	cat >"$tmp/tree/b.c" <<-'end'
		static int twice(int x)
		{
			x = x * x + 5 * x;
			return x * x * x - x;
		}

		int b(void)
		{
			return twice(1);
		}
	end
	compile_program
}

# compile_program [OPTION...]
compile_program() { gcc -g -O0 -no-pie "$@" -o "$tmp/vmlinux" "$tmp/tree/a.c" "$tmp/tree/b.c" 2>"$log"; }

decode() { qemu/run/decode-stack.sh "$tmp/vmlinux" "$tmp/tree" >"$log" 2>&1; }

# lengths FUNCTION: the lengths of all functions of this name, in hex
lengths() { nm -S "$tmp/vmlinux" | awk -v f="$1" '$4 == f { sub(/^0+/, "", $2); print $2 }'; }

# The return address of the first call in main, as an offset in hex
returns_to()
{
	objdump -d "$tmp/vmlinux" | awk '/<main>:/ { m = 1; from = $1 } m && called { print from, $1; exit } m && /call/ { called = 1 }' |
		{ read -r from to && printf '%x' $((16#${to%:} - 16#$from)); }
}

# decoded FRAME TEXT: the line of FRAME has TEXT added
decoded() { grep -qxF "[    1.0]  $1$2 and more" "$log"; }

decode_program
mapfile -t twice < <(lengths twice)
main="main+0x$(returns_to)/0x$(lengths main)"
for frame in "RIP: 0010:twice+0x0/0x${twice[0]}" "RIP: 0010:twice+0x0/0x${twice[1]}" "$main" "RIP: 0010:$main" \
	somewhere_else+0x1/0x2 twice+0x1/0x1; do
	echo "[    1.0]  $frame and more"
done | decode
decoded "RIP: 0010:twice+0x0/0x${twice[0]}" " (a.c:2)"; ok decode_function_of_its_size_a $?
decoded "RIP: 0010:twice+0x0/0x${twice[1]}" " (b.c:2)"; ok decode_function_of_its_size_b $?
decoded "$main" " (a.c:8)"; ok decode_call_not_return $?
decoded "RIP: 0010:$main" " (a.c:9)"; ok decode_rip_as_it_is $?
decoded somewhere_else+0x1/0x2 ""; ok decode_unknown_stays $?
decoded twice+0x1/0x1 ""; ok decode_size_of_none_stays $?
# Objects from ccache name their source from the top of the tree, and the directory of another
# build.
(cd "$tmp/bin" && compile_program "-fdebug-prefix-map=$tmp/tree/=")
echo "[    1.0]  $main and more" | decode && decoded "$main" " (a.c:8)"; ok decode_made_elsewhere $?
