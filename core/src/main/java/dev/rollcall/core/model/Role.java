// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

/// A role that accounts can hold.
///
/// @param id its id in the target, which never changes
/// @param name how people call it
/// @param administers whether who holds it may change everything, so that giving it needs an
///   approval of its own
public record Role(String id, String name, boolean administers) {}
