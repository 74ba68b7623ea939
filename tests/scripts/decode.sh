# shellcheck shell=bash disable=SC2154
# SPDX-License-Identifier: GPL-2.0
#
# decode.sh: for run.sh to source: what decode-stack.sh makes of a console, with a
# program of two files that stands in for vmlinux.

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
	gcc -g -O0 -no-pie -o "$tmp/vmlinux" "$tmp/tree/a.c" "$tmp/tree/b.c" 2>"$log"
}

# lengths FUNCTION: of each, in hex
lengths() { nm -S "$tmp/vmlinux" | awk -v f="$1" '$4 == f { sub(/^0+/, "", $2); print $2 }'; }

# decoded FRAME SAID: one line of a console, and how it comes out
decoded()
{
	echo "[    1.0]  $1 and more" | qemu/decode-stack.sh "$tmp/vmlinux" "$tmp/tree" >"$log" 2>&1 &&
		grep -qxF "[    1.0]  $1$2 and more" "$log"
}

# Behind the call, where the next line begins, as objdump counts
returns_to()
{
	objdump -d "$tmp/vmlinux" | awk '/<main>:/ { m = 1; from = $1 } m && called { print from, $1; exit } m && /call/ { called = 1 }' |
		{ read -r from to && printf '%x' $((16#${to%:} - 16#$from)); }
}

decode_program
for name in a b; do
	for length in $(lengths twice); do
		decoded "RIP: 0010:twice+0x0/0x$length" " ($name.c:2)" && break
	done
	ok "decode_function_of_its_size_$name" $?
done
decoded "main+0x$(returns_to)/0x$(lengths main)" " (a.c:8)"; ok decode_call_not_return $?
decoded "RIP: 0010:main+0x$(returns_to)/0x$(lengths main)" " (a.c:9)"; ok decode_rip_as_it_is $?
decoded "somewhere_else+0x1/0x2" ""; ok decode_unknown_stays $?
decoded "twice+0x1/0x1" ""; ok decode_size_of_none_stays $?
