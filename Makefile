# SPDX-License-Identifier: GPL-2.0
#
# xdp-rx-meta: RX metadata that XDP programs store. `make help` says what there is.

.DEFAULT_GOAL := help
include scripts/common.mk
include scripts/tree.mk
include scripts/kernel.mk
-include bpf/bpf.mk
-include qemu/lab.mk
-include tests/tests.mk
-include demo/demo.mk
