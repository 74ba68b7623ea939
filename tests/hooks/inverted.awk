# SPDX-License-Identifier: GPL-2.0
#
# diff WITHOUT WITH | awk -f THIS - WITH: WITH with the assertions that WITHOUT lacks the other way
# round, which must not compile. Fails if the two differ by anything else.

NR == FNR && /^[<>]/ && !/^> (static_assert\(.*\);)?$/ { other = 1 }
NR == FNR {
	if (sub(/^> static_assert/, "static_assert"))
		asserted[$0] = ++n
	next
}
$0 in asserted {
	sub(/\(/, "(!(")
	sub(/\);$/, "));")
}
{ print }
END { exit other || !n }
