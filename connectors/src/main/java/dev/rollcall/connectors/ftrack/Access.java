// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Whose access no run takes.
///
/// @param administrators how many active users at least stay administrators on all open projects
/// @param protectedUsers logins of users that are never closed, removed or renamed and keep their
///   roles, whatever the letter case
/// @param administratorRoles the names of roles that may change everything, besides those that have
///   `admin` in their name
public record Access(
    int administrators, List<String> protectedUsers, List<String> administratorRoles) {
  private static final Pattern ADMINISTRATOR =
      Pattern.compile("\\badmin", Pattern.CASE_INSENSITIVE);

  public Access {
    administrators = Math.max(1, administrators);
    protectedUsers = protectedUsers.stream().map(login -> login.toLowerCase(Locale.ROOT)).toList();
    administratorRoles =
        administratorRoles.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
  }

  /// One administrator stays, nobody is protected by name.
  public static Access usual() {
    return new Access(1, List.of(), List.of());
  }

  boolean protects(String login) {
    return protectedUsers.contains(login.toLowerCase(Locale.ROOT));
  }

  /// ftrack tells of a role no more than its name and type, so the name has to do.
  boolean administers(String role) {
    return ADMINISTRATOR.matcher(role).find()
        || administratorRoles.contains(role.toLowerCase(Locale.ROOT));
  }
}
