#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0

"""
Tests of the RX hash, VLAN tag and timestamp that an XDP program stores for a
packet (bpf_xdp_store_rx_hash() and others), with a driver that honours them.

The program is bound to the device, so that it can ask the metadata readers of
the driver, too. The remote end sends UDP packets. It gets back those of
XDP_TX, and of a redirect to the device itself, on a VLAN device.
"""
import json
import struct
import time
from pathlib import Path

from lib.py import ksft_run, ksft_exit, ksft_eq, ksft_ge, KsftSkipEx
from lib.py import NetDrvEpEnv
from lib.py import bkg, cmd, defer, ip, rand_port, wait_port_listen

PIN_DIR = "/sys/fs/bpf/xdp_rx_meta"
# Loading programs and opening queues takes long on some machines.
SLOW = 60

XDP_PASS = 2
XDP_TX = 3
XDP_REDIRECT = 4

ETH_P_8021Q = 0x8100
VLAN_ID = 3
VLAN_TCI = 5 << 13 | VLAN_ID
HASH = 0x9bcdef01
TIMESTAMP = 0x123456789abcdef

# Keys of map_seen
SEEN_HARDWARE, SEEN_STORED, SEEN_CLEARED, SEEN_SKB = range(4)


def _map_set(name, value):
    data = " ".join(f"{byte:#04x}" for byte in value)
    cmd(f"bpftool map update pinned {PIN_DIR}/{name} key 0 0 0 0 value {data}",
        timeout=SLOW)


def _map_seen():
    dump = cmd(f"bpftool --json map dump pinned {PIN_DIR}/map_seen",
               timeout=SLOW).stdout
    return [entry["formatted"]["value"] for entry in json.loads(dump)]


def _attach(cfg):
    cfg.require_cmd("bpftool")

    cmd(f"mkdir -p {PIN_DIR}")
    defer(cmd, f"rm -r {PIN_DIR}")
    cmd(f"bpftool prog loadall {cfg.obj} {PIN_DIR} xdpmeta_dev {cfg.ifname} "
        f"pinmaps {PIN_DIR}", timeout=SLOW)
    cmd(f"tc qdisc add dev {cfg.ifname} clsact")
    defer(cmd, f"tc qdisc del dev {cfg.ifname} clsact")
    cmd(f"tc filter add dev {cfg.ifname} ingress "
        f"bpf da object-pinned {PIN_DIR}/see_skb")
    cmd(f"ip link set dev {cfg.ifname} xdpdrv pinned {PIN_DIR}/store",
        timeout=SLOW)
    defer(cmd, f"ip link set dev {cfg.ifname} xdpdrv off", timeout=SLOW)


def _setup(cfg, port, action, cpumap=False, keep_hash=False):
    _attach(cfg)
    _map_set("map_cpu", struct.pack("=I", 192))
    _map_set("map_dev", struct.pack("=I", cfg.ifindex))
    _map_set("map_setup", struct.pack("=IIIIIIQ", port, action, cpumap,
                                      keep_hash, HASH, VLAN_TCI, TIMESTAMP))


def _send(cfg, port):
    cmd(f"echo -n rx_meta | socat -{cfg.addr_ipver} -t 2 -u STDIN "
        f"UDP:{cfg.baddr}:{port},shut-none", host=cfg.remote, shell=True,
        timeout=SLOW)


def _send_and_see(cfg, port):
    """ Send a packet, and return what the programs saw. """
    cfg.require_cmd("socat", remote=True)
    _send(cfg, port)
    for _ in range(50):
        seen = _map_seen()
        if seen[SEEN_SKB]["packets"]:
            break
        time.sleep(0.1)
    ksft_ge(seen[SEEN_SKB]["packets"], 1, "the skb was not seen")
    return seen


def _expect_skb(seen, hash_value=HASH):
    skb = seen[SEEN_SKB]
    ksft_eq(skb["hash"], hash_value, "hash")
    ksft_eq(skb["vlan_proto"], ETH_P_8021Q, "TPID")
    ksft_eq(skb["vlan_tci"], VLAN_TCI, "TCI")
    ksft_eq(skb["timestamp"], TIMESTAMP, "timestamp")


def test_pass(cfg):
    """ The driver's own skb has the stored values. """
    port = rand_port()
    _setup(cfg, port, XDP_PASS)
    _expect_skb(_send_and_see(cfg, port))


def test_readers(cfg):
    """
    The readers return stored values first, and those of the hardware again
    once they are cleared.
    """
    port = rand_port()
    _setup(cfg, port, XDP_PASS)
    seen = _send_and_see(cfg, port)

    stored = seen[SEEN_STORED]
    ksft_eq(stored["hash_err"], 0, "hash")
    ksft_eq(stored["hash"], HASH, "hash")
    ksft_eq(stored["vlan_err"], 0, "VLAN tag")
    ksft_eq(stored["vlan_proto"], ETH_P_8021Q, "TPID")
    ksft_eq(stored["vlan_tci"], VLAN_TCI, "TCI")
    ksft_eq(stored["timestamp_err"], 0, "timestamp")
    ksft_eq(stored["timestamp"], TIMESTAMP, "timestamp")
    ksft_eq(seen[SEEN_CLEARED], seen[SEEN_HARDWARE], "after they are cleared")


def test_redirect_cpumap(cfg):
    """ An skb that a cpumap builds has the stored values. """
    port = rand_port()
    _setup(cfg, port, XDP_REDIRECT, cpumap=True)
    _expect_skb(_send_and_see(cfg, port))


def test_keep_hash(cfg):
    """ A program can keep the hash of the hardware over a redirect. """
    port = rand_port()
    _setup(cfg, port, XDP_REDIRECT, cpumap=True, keep_hash=True)
    seen = _send_and_see(cfg, port)
    hardware = seen[SEEN_HARDWARE]
    if hardware["hash_err"]:
        raise KsftSkipEx("The device reports no hash")
    _expect_skb(seen, hardware["hash"])


def _test_wire(cfg, action):
    """ The remote end gets a packet back on the VLAN device of the tag. """
    cfg.require_cmd("socat", remote=True)
    dev = ip(f"addr show to {cfg.remote_addr}", json=True,
             host=cfg.remote)[0]["ifname"]
    ip(f"link add link {dev} name rxmeta-vlan type vlan id {VLAN_ID}",
       host=cfg.remote)
    defer(ip, "link del rxmeta-vlan", host=cfg.remote)
    ip("link set rxmeta-vlan up", host=cfg.remote)

    port = rand_port()
    _setup(cfg, port, action)
    listen = f"socat -{cfg.addr_ipver} -T 2 -u " \
             f"UDP-RECV:{port},reuseport,so-bindtodevice=rxmeta-vlan STDOUT"
    with bkg(listen, host=cfg.remote, exit_wait=True) as listener:
        wait_port_listen(port, proto="udp", host=cfg.remote)
        _send(cfg, port)
    ksft_eq(listener.stdout.strip(), "rx_meta", "packet with the tag")


def test_tx(cfg):
    """ XDP_TX sends a stored VLAN tag. """
    _test_wire(cfg, XDP_TX)


def test_redirect_xmit(cfg):
    """ A redirect to the device sends a stored VLAN tag. """
    _test_wire(cfg, XDP_REDIRECT)


def main():
    """ Run the tests against a NIC and a remote end. """
    with NetDrvEpEnv(__file__, nsim_test=False) as cfg:
        cfg.obj = Path(__file__).parent.resolve() / "xdp_rx_meta.bpf.o"
        ksft_run([test_pass, test_readers, test_redirect_cpumap,
                  test_keep_hash, test_tx, test_redirect_xmit],
                 args=(cfg, ))
    ksft_exit()


if __name__ == "__main__":
    main()
