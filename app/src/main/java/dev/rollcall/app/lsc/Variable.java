// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

/// A variable of the environment that the written configuration needs.
public record Variable(String name, String meaning) {}
