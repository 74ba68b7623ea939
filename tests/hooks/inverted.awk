# SPDX-License-Identifier: GPL-2.0
#
# diff WITHOUT WITH | awk -f THIS - WITH: WITH with the assertions that WITHOUT lacks the other way
# round, which must not compile. Fails if the two differ by anything else.

NR == FNR && /^[<>]/ && !/^> ([ \t]*static_assert\(.*\);)?$/ { other = 1 }
NR == FNR {
	if (/^> [ \t]*static_assert/)
		asserted[substr($0, 3)] = ++n
	next
}
$0 in asserted {
	sub(/\(/, "(!(")
	sub(/\);$/, "));")
}
{ print }
END { exit other || !n }
