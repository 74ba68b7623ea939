# SPDX-License-Identifier: GPL-2.0
#
# xdp-rx-meta: RX metadata that XDP programs store, honoured by every driver.
# This file is the user interface; `make help` lists it.

.DEFAULT_GOAL := help

include scripts/variables/variables.mk

# Every goal that builds needs the packages. Install them before anything else is read, as
# some makefiles look for programs.
ifeq ($(MAKELEVEL),0)
ifneq ($(filter-out help deps clean,$(or $(MAKECMDGOALS),help)),)
DEPS := scripts/deps.sh $(addsuffix /packages.list,$(addprefix tests/,$(filter coverage selftests,$(MAKECMDGOALS))))
ifneq ($(shell $(DEPS) >&2 && echo ok),ok)
$(error Packages are missing)
endif
endif
endif

include scripts/common.mk
include scripts/programs.mk
include scripts/overlay/tree.mk
include scripts/kernel/kernel.mk
include scripts/kernel/plain.mk
include bpf/bpf.mk
include qemu/qemu.mk
include qemu/stock.mk
include nic/nic.mk
include demo/demo.mk
include examples/examples.mk
include tests/Makefile.inc
include scripts/series/series.mk
include scripts/check/check.mk
-include $(PROGRAM_OBJS:.o=.d) $(wildcard $(foreach d,* */* */*/* */*/*/*,$(GUEST_O)/$d.bpf.d))

define HELP
Targets
  demo      boot the kernel, send one tunnel of 256 flows to a modelled ConnectX-5,
            and show how they spread over the queues of a veth and over CPUs;
            TUNNEL=gre|vxlan|geneve|..., or PCAP=FILE for a capture's packets
  test      all tests; the last line is `N passed, N failed, N skipped`
  test-commands  try the commands of this list that take too long for test
  selftests  run the kernel's own selftests on our kernel and on a pristine one, and
            compare; T=GLOB for some of them, DRYRUN=1 to list them
  coverage  count the lines of the overlay that the tests run; fails below $(COVERAGE_MIN) %
  hooks     take out each hook of the overlay, one at a time, and see a test fail;
            HOOKS='net/core/* *veth*' for some of them
  hints     driver x hint x path: how many tests of the last run show that it arrives
  shell     a shell in the booted guest, or `make shell <SCRIPT`; Ctrl-] ends it always
  run       run CMD='COMMAND...' in the guest, and end with its verdict
  examples  build examples/, a BPF program with its loader, to bring into the guest
  gdb       a shell in the guest, stopped at its first instruction until gdb connects
  nic       build the modelled NICs, which QEMU preloads
  bench-nic measure packets a second through each model and through virtio-net, by CPU
            time, too
  bench-cost  count instructions a packet with nothing, a hash, all three stored;
            beside the pristine kernel and the public series; SHORT=1 in a minute,
            beside recorded counts of the pristine kernel
  bench-lines  count cache lines that a packet touches, with the same kernels
  bench-effect  which CPUs work for one tunnel, without and with what users have today,
            and with this: tables and drawings, docs/effect.md
  bench-parse  count instructions to read a tunnel, beside the kernel's flow dissector
  fuzz-nic  fuzz the cores of the models for a minute each, or FUZZ_TIME=N seconds
  nic-corpus  write the inputs that the fuzzer starts from
  kernel    build the kernel with the overlay
  tree      make the kernel tree with the overlay: $(TREE:$(CURDIR)/%=%)
  source    only unpack, and with LINUX= fetch, the source of the kernel
  series    export the overlay as patches for git am
  series-build  compile each commit of the series by itself
  check     run style and static checks, of the project and of the series
  deps      install missing packages, or say how; goals that build do so, too
  list-tests  list the names that T= matches
  install   install rxmeta, its pages, its completion and the header for BPF
            authors below DESTDIR/PREFIX
  install-tests  put the tests of a real card below DESTDIR, in kselftest's form
  clean     remove all products from $(O)

Variables
  O=DIR       build there ($(O))
  LINUX=N.M   use Debian's source of this Linux: 6.12 or 7.3, or a newer one (6.12)
  KERNEL=DIR  use this Linux source tree, which is only read
  T=GLOB      run these tests only, as in T='queues.*'
  TUNNEL=NAME the tunnel of the demo (gre); a wrong name lists them
  PCAP=FILE   replay this capture, pcap or pcapng, in the demo
  VXLAN_PORT=N[,N] GENEVE_PORT=N GUE_PORT=N FOU_PORT=N
              UDP ports of such tunnels, made or in a capture (4789,8472 6081 6080; FOU: 5555,
              none in a capture)
  MPLS_PORT=N VXLAN_GPE_PORT=N GTP_PORT=N L2TP_PORT=N L2TP_HEADER=N
              the same of MPLS in UDP, and of tunnels in a capture only (6635 4790 2152 1701; 4
              bytes of L2TPv3 between session ID and payload)
  KINDS=LIST  the demo reads these kinds of tunnel only, as in KINDS=gre,vxlan (all)
  COMPAT=1    run the demo on Debian's own kernel, which stores no hash (0)
  THREADED=0  run the demo without threaded NAPI: what a veth alone does (1)
  CMD=COMMAND run: what bash runs in the guest
  NET=NAME    shell, run, gdb: NICs of the guest: wire, modes or tap (wire)
  CARDS=NAME  modelled NICs of that guest: mlx5, ice, mlx5-ice, mlx5-virtio or ice-virtio (none)
  FILES=PATHS copy files and folders, or name=path for another name, to /files in that guest
  DDP=FILE    a package (DDP) for the E810 of that guest, in place of the lab's
  SAVE=DIR    put what that guest leaves in /out there
  SMP=N       CPUs of that guest, 1 to 8 (2)
  MEM=N       MiB of memory of that guest (512; 1024 with CARDS=)
  APPEND=TEXT more kernel parameters of that guest
  QEMU_ARGS=TEXT  more arguments of QEMU, with blanks between them
  TIMEOUT=N   run: end the guest after N seconds (300)
  V=1         show commands and every test
  DRYRUN=1    print the QEMU line and stop
  DEBUG=1     a kernel that checks itself (KASAN, lockdep, kmemleak, ...)
  KCSAN=1     a kernel that looks for data races in the files of the overlay
  CONFIG=FILE kernel, shell, test, ...: a fragment of a kernel's configuration over the
              lab's options, as in CONFIG=qemu/config/net-extra.config; in quotes
              several, with blanks between
  MODULES=1   test: also run on a kernel that has the drivers as modules
  PREFIX=DIR  install: the place of bin, include and share (/usr/local)
  DESTDIR=DIR install: put a copy of the root there, as for a package (none);
              install-tests: put the folder there
  NETIF=DEV   test: test this card of this machine instead, with the variables LOCAL_V4=
              REMOTE_V4= LOCAL_V6= REMOTE_V6= REMOTE_TYPE= REMOTE_ARGS= DISRUPTIVE=:
              docs/real-card.md
  JUNIT=FILE  test: also write the results as JUnit XML
  LAB_NO_SKIP=1  test: a test that is skipped means that the lab is broken
  KEEP=1      test, demo: a shell in the guest after a failure
  ACCEL=NAME  run the guest by tcg or kvm (kvm if a trial boot has worked once)
  SLOWDOWN=N  stretch the lab's time limits, on a busy machine
  GDB_PORT=N  the port for gdb ($(GDB_PORT))
  JOBS=N      compile N files at a time, and keep N CPUs busy with guests ($(JOBS))

test, demo, shell, run and gdb end with 0 pass, 1 fail, 2 the lab is broken,
3 T= matches no test, 124 timeout, 255 panic or splat.
endef

.PHONY: help deps clean
help:
	$(info $(HELP))
	@:

deps:
	$(Q)scripts/deps.sh

clean:
	$(Q)scripts/out-dir.sh clean $(BUILD) "$(OUT_KINDS)" $(OUT_DIRS)
