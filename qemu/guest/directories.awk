# SPDX-License-Identifier: GPL-2.0
#
# For initramfs.sh: copies a list of gen_init_cpio, and puts a "dir" line in front of
# the first file of each directory that has none.

function parent(path)
{
	sub(/\/[^\/]*$/, "", path)
	return path
}

function need(dir)
{
	if (dir == "" || dir in known)
		return
	known[dir] = 1
	need(parent(dir))
	print "dir " dir " 0755 0 0"
}

$1 == "dir" { known[$2] = 1 }
$1 == "file" { need(parent($2)) }
{ print }
