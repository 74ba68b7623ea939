#!/bin/bash
# SPDX-License-Identifier: GPL-2.0
#
# endpoints.sh COMMAND...: run a test of drivers/net on eth0, with eth1 in a namespace as its remote
# end. The variables are those of tools/testing/selftests/drivers/net/README.rst.
set -e
v4=192.0.2. v6=2001:db8::
remote() { ip -n remote "$@"; }

ip netns add remote
ip link set eth1 netns remote
ip addr add ${v4}1/24 dev eth0
remote addr add ${v4}2/24 dev eth1
ip -6 addr add ${v6}1/64 dev eth0 nodad
remote -6 addr add ${v6}2/64 dev eth1 nodad
ip link set eth0 up
remote link set eth1 up

status=0
NETIF=eth0 LOCAL_V4=${v4}1 LOCAL_V6=${v6}1 REMOTE_V4=${v4}2 REMOTE_V6=${v6}2 \
	REMOTE_TYPE=netns REMOTE_ARGS=remote "$@" || status=$?

ip link set eth0 down
ip addr flush dev eth0
remote link set eth1 netns 1
ip netns del remote
exit $status
