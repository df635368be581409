// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node;
import dev.rollcall.app.config.tree.Node.Entry;
import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.app.config.tree.Node.Items;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.connectors.file.FileSettings;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.connectors.sql.SqlSettings;
import dev.rollcall.core.guard.Limit;
import java.util.Comparator;
import java.util.stream.Collectors;

/// One form of what a sync's configuration means: JSON with sorted keys, on one line. Comments,
/// order and notation make no difference; nothing that signs in is in it.
final class Definition {
  private Definition() {}

  static String of(String name, Fields sync, SystemConfig from, SystemConfig to, Limit leavers) {
    return "{\"from\":%s,\"leavers\":%s,\"name\":%s,\"sync\":%s,\"to\":%s}"
        .formatted(system(from), quoted(leavers.toString()), quoted(name), text(sync), system(to));
  }

  private static String system(SystemConfig system) {
    return "{\"address\":%s,\"type\":%s}".formatted(quoted(address(system)), quoted(system.type()));
  }

  private static String address(SystemConfig system) {
    return switch (system) {
      case SystemConfig.Sql(SqlSettings settings) -> Shown.bare(settings.url());
      case SystemConfig.Ldap(LdapSettings settings) ->
          settings.urls().stream().map(Shown::bare).collect(Collectors.joining(" "));
      case SystemConfig.Ftrack(FtrackSettings settings) -> Shown.bare(settings.server().toString());
      case SystemConfig.File(FileSettings settings) -> settings.path().toString();
    };
  }

  private static String text(Node node) {
    return switch (node) {
      case Scalar scalar when scalar.absent() -> "null";
      case Scalar scalar when scalar.number() || scalar.flag() -> scalar.text();
      case Scalar scalar -> quoted(scalar.text());
      case Items items ->
          items.items().stream().map(Definition::text).collect(Collectors.joining(",", "[", "]"));
      case Fields fields ->
          fields.entries().stream()
              .sorted(Comparator.comparing(Entry::key))
              .map(entry -> quoted(entry.key()) + ":" + text(entry.value()))
              .collect(Collectors.joining(",", "{", "}"));
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        default -> quoted.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return quoted.append('"').toString();
  }
}
