// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

/// A project on which roles can be held.
///
/// @param id its id in the target, which never changes
/// @param name its short name
/// @param fullName its name for people
/// @param open whether work goes on
/// @param hidden whether a role on all open projects leaves it out
public record Project(String id, String name, String fullName, boolean open, boolean hidden) {}
