// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

/// What one process took from its start to its end.
///
/// @param wall seconds
/// @param cpu seconds of all its threads, in it and in the system for it
/// @param peak the most memory it had at once, in MiB
record Figures(double wall, double cpu, double peak) {}
