// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.company;

import java.time.LocalDate;
import java.util.OptionalLong;

/// Somebody who works, or has worked, at the made-up studio.
///
/// @param id the person number, which never changes
/// @param managerId the person number of the manager; empty at the top
public record Person(
    long id,
    String username,
    String firstName,
    String lastName,
    String email,
    String department,
    String title,
    String phone,
    OptionalLong managerId,
    Status status,
    LocalDate hiredOn) {

  public enum Status {
    ACTIVE,
    LEFT;

    /// The word in the HR database.
    public String word() {
      return this == ACTIVE ? "active" : "left";
    }
  }

  public String fullName() {
    return firstName + " " + lastName;
  }
}
