// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.testkit.server.SambaServer;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// People who are all in one group, but for one who comes later.
record Crowd(int people) {
  private static final String SLAPD = "dc=example,dc=com";
  private static final int AT_ONCE = 5000;

  /// How a directory keeps them.
  ///
  /// @param suffix below which they are
  /// @param naming the attribute that names a person
  /// @param login the attribute that holds who they are
  /// @param person the class of a person
  /// @param group the class of the group
  record Place(String suffix, String naming, String login, String person, String group) {
    static final Place OPENLDAP = new Place(SLAPD, "uid", "uid", "inetOrgPerson", "groupOfNames");
    static final Place SAMBA =
        new Place(SambaServer.SUFFIX, "cn", "sAMAccountName", "user", "group");

    String users() {
      return "OU=crowd," + suffix;
    }

    String groups() {
      return "OU=crews," + suffix;
    }

    private String person(int number) {
      return "%s=%s,%s".formatted(naming, Crowd.login(number), users());
    }

    String everybody() {
      return "cn=everybody," + groups();
    }

    boolean isWindows() {
      return person.equals("user");
    }
  }

  private static String login(int number) {
    return "person" + number;
  }

  /// The source: everybody is in the group, the last one only if said so.
  void people(Path csv, boolean last) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(csv, StandardCharsets.UTF_8)) {
      out.write("id,login,crew\n");
      for (int i = 0; i <= people; i++) {
        out.write("%d,%s,%s\n".formatted(i, login(i), i < people || last ? "everybody" : ""));
      }
    }
  }

  /// The directory as it is before the last one comes into the group.
  Path ldif(Path file, Place place) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      unit(out, place.users());
      unit(out, place.groups());
      for (int i = 0; i <= people; i++) {
        person(out, place, i);
      }
      group(out, place);
    }
    return file;
  }

  private static void unit(Writer out, String dn) throws IOException {
    out.write("dn: %s\nobjectClass: organizationalUnit\n".formatted(dn));
    out.write("ou: %s\n\n".formatted(dn.substring(3, dn.indexOf(','))));
  }

  private static void person(Writer out, Place place, int number) throws IOException {
    out.write("dn: %s\nobjectClass: %s\n".formatted(place.person(number), place.person));
    out.write("%s: %s\n".formatted(place.login, login(number)));
    // 544: an account that is open although it has no password.
    out.write(
        place.isWindows()
            ? "userAccountControl: 544\n\n"
            : "cn: %1$s\nsn: %1$s\n\n".formatted(login(number)));
  }

  /// Into Samba so many members at once as it takes well.
  private void group(Writer out, Place place) throws IOException {
    out.write("dn: %s\nobjectClass: %s\n".formatted(place.everybody(), place.group));
    out.write("cn: everybody\n");
    if (!place.isWindows()) {
      members(out, place, 0, people);
      return;
    }
    out.write("sAMAccountName: everybody\n\n");
    for (int from = 0; from < people; from += AT_ONCE) {
      out.write("dn: %s\nchangetype: modify\nadd: member\n".formatted(place.everybody()));
      members(out, place, from, Math.min(people, from + AT_ONCE));
    }
  }

  private static void members(Writer out, Place place, int from, int to) throws IOException {
    for (int i = from; i < to; i++) {
      out.write("member: %s\n".formatted(place.person(i)));
    }
    out.write('\n');
  }
}
