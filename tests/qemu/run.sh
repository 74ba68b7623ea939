#!/bin/sh
# SPDX-License-Identifier: GPL-2.0
#
# The tests of lab-run and lab-ktap whose names match $T; $BIN has the programs.
exec "$BIN/lab_test" "$BIN/lab-run" "$BIN/lab-ktap" "${T:-*}"
