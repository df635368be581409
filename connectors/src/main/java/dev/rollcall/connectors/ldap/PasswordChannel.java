// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.model.Secret;
import dev.rollcall.core.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// How generated passwords get to those who hand them on. What is delivered is one line of JSON:
/// `{"account": "CN=Mara Lind,...", "person": "Mara Lind", "password": "..."}`.
public sealed interface PasswordChannel permits PasswordFile, PasswordCommand {
  /// Lines are added to a file that only its owner can read.
  static PasswordChannel file(Path file) {
    return new PasswordFile(file);
  }

  /// A program is started for each account and reads the line from its standard input.
  static PasswordChannel command(List<String> words) {
    return new PasswordCommand(words);
  }

  /// What would keep a password from being delivered; looked at before an account is made.
  Optional<Problem> obstacle();

  /// Delivers one; what kept it from that.
  Optional<Problem> deliver(String account, String person, Secret password);
}
