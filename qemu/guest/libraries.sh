# shellcheck shell=sh
# SPDX-License-Identifier: GPL-2.0
#
# libraries.sh: sourced by scripts that list files for gen_init_cpio.

# list_libraries PROGRAM...: the libraries of the programs. The dynamic loader looks for
# each at its path on the host.
list_libraries()
{
	# It fails where one of them is a script.
	{ ldd "$@" 2>/dev/null || true; } | awk '
		$2 == "=>" && $3 ~ /^\// { print $3 }
		$1 ~ /^\// && $1 !~ /:$/ { print $1 }' | sort -u |
	while read -r lib; do
		echo "file $lib $lib 0755 0 0"
	done
}
