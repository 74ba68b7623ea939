# SPDX-License-Identifier: GPL-2.0
#
# For run-in-guest.sh: reads what a selftest prints, and prints TAP: a result for each subtest in
# the formats that the kernel's tests have, and one for the exit status. The output goes along
# as comments.

function result(verdict, what)
{
	gsub(/[^A-Za-z0-9_.\/+=:-]+/, "_", what)
	gsub(/^[_-]+|_+$/, "", what)
	if (seen[what]++)
		what = what "." seen[what]
	print (verdict == "fail" ? "not ok " : "ok ") ++n " " name "." what (verdict == "skip" ? " # SKIP" : "")
	fflush()
}

# The words with which tests say how a subtest ended
function verdict_of(word)
{
	word = tolower(word)
	return word ~ /^(skip|xfail)/ ? "skip" : word ~ /^(ok|pass)/ ? "pass" : "fail"
}

# A text without what the pattern finds at its end, or beginning
function without(text, pattern)
{
	sub(pattern, "", text)
	return text
}

# gro.sh names what it runs, and at the end those that failed.
function gro_results(failed,    i)
{
	for (i = 1; i <= running; i++)
		result(index(" " failed " ", " " run[i] " ") ? "fail" : "pass", run[i])
	running = 0
}

BEGIN { print "TAP version 13" }

/^selftest-status [0-9]+$/ {
	result($2 == 0 ? "pass" : $2 == 4 ? "skip" : "fail", "exit_status")
	print "1.." n
	exit
}

{ gsub(/\033\[[0-9;]*m|\r/, ""); print "# " $0; fflush() }

# test_progs, which prints those that failed once more at its end
/^All error logs:/ { printed = 1 }
printed { next }
/^#[0-9]+(\/[0-9]+)? +[^ ].*:(OK|FAIL|SKIP)/ {
	match($0, /:(OK|FAIL|SKIP)/)
	result(verdict_of(substr($0, RSTART + 1)), without(substr($0, 1, RSTART - 1), "^#[0-9/]+ +"))
	next
}

# TAP, of one level
/^(not )?ok [0-9]+/ {
	result(/# *(SKIP|XFAIL)/ ? "skip" : /^not/ ? "fail" : "pass",
	       without(without($0, " *#.*$"), "^(not )?ok [0-9]+ *-? *"))
	next
}

# net/forwarding: TEST: name [ OK ]
/^TEST: .*\[ *[A-Z]+ *\]/ {
	match($0, /\[ *[A-Z]+ *\]/)
	result(verdict_of(without(substr($0, RSTART + 1), "^ *")), without(substr($0, 1, RSTART - 1), "^TEST: *"))
	next
}

# bpf: selftests: name [PASS]; name: [ PASS ]; Pass: name; name: PASS
/^selftests: .*\[[A-Z]+\]/ {
	match($0, /\[[A-Z]+\]/)
	result(verdict_of(substr($0, RSTART + 1)), without(substr($0, 1, RSTART - 1), "^selftests: *"))
	next
}
/^[A-Z_a-z0-9]+: \[ (PASS|FAIL|SKIP) \]/ {
	# The name has a random number in it.
	result(verdict_of($3), without(without($1, ":$"), "ve[0-9]+"))
	next
}
/^(Pass|Fail|PASS|FAIL|XFAIL|SKIP): / { result(verdict_of($1), without($0, "^[A-Za-z]+: *")); next }
/: PASS$/ { result("pass", without($0, ": PASS$")); next }

# net: a name, blanks, and ok, failed or skip
/[^ ].*  +(ok|fail|failed|skip)( +- .*| .*)? *$/ || /^ *[^ ].* (ok|fail|failed|skip) ( *- .*)?$/ {
	match($0, / +(ok|fail|failed|skip)( |$)/)
	word = without(substr($0, RSTART), "^ +")
	result(verdict_of(word), section " " substr($0, 1, RSTART - 1))
	next
}
/^(IPv|ipv)[46]$/ { section = $0 }

/^running test ipv[46] / { run[++running] = $3 "_" $4 }
/^failed tests: / { gro_results(without(without($0, "^failed tests: "), "\\. .*$")) }
/^All Tests Succeeded!/ { gro_results("") }
