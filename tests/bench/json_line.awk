# SPDX-License-Identifier: GPL-2.0
#
# Functions that read a line of JSON, an object without others in it.

function text(name) {
	return match($0, "\"" name "\":\"[^\"]*") ? substr($0, RSTART + length(name) + 4, RLENGTH - length(name) - 4) : ""
}

function number(name) {
	return match($0, "\"" name "\":[0-9.]+") ? substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 3) + 0 : ""
}

# Return: the number of elements, or 0 without the list
function list(name, v,    words) {
	if (!match($0, "\"" name "\":\\[[0-9,]*"))
		return 0
	words = substr($0, RSTART + length(name) + 4, RLENGTH - length(name) - 4)
	return split(words, v, ",")
}

function sort(v, n,    i, j, t) {
	for (i = 1; i <= n; i++)
		for (j = i + 1; j <= n; j++)
			if (v[j] < v[i]) { t = v[i]; v[i] = v[j]; v[j] = t }
}
