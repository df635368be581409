// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

/// Something that could not be carried over as it is, so that a person has to look.
///
/// @param file the XML file
/// @param line where it stands
/// @param what what it is
/// @param fix what a person does about it
public record Decision(String file, int line, String what, String fix) {}
