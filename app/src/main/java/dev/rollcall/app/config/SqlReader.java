// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node.Entry;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.connectors.sql.SqlSettings;
import java.nio.file.InvalidPathException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads how a database is reached.
final class SqlReader {
  private static final String SQLITE = "jdbc:sqlite:";
  private static final Set<String> OWN_KEYS = Set.of("user", "username", "password");

  private final Section section;

  SqlReader(Section section) {
    this.section = section;
  }

  Optional<SqlSettings> read(String name) {
    Passwords.literal(section, "password");
    Map<String, String> properties = properties();
    return section
        .text("url")
        .flatMap(this::url)
        .map(url ->
            new SqlSettings(
                name, url, section.text("username"), section.secret("password"), properties));
  }

  private Optional<String> url(String url) {
    if (Shown.holdsPassword(url)) {
      Passwords.inAddress(section, "url");
      return Optional.empty();
    }
    if (!url.matches("jdbc:[a-zA-Z0-9]+:.+")) {
      section.problem(
          "url",
          "CONFIG-VALUE",
          "takes a JDBC address",
          "one begins with 'jdbc:' and the kind of database",
          "write jdbc:postgresql://HOST/DATABASE, jdbc:mariadb://HOST/DATABASE or"
              + " jdbc:sqlite:FILE");
      return Optional.empty();
    }
    return Optional.of(url.startsWith(SQLITE) ? sqlite(url.substring(SQLITE.length())) : url);
  }

  /// The driver would look from wherever Rollcall was started; https://www.sqlite.org/uri.html and
  /// the driver's own `:memory:` are left as they are.
  private String sqlite(String file) {
    if (file.startsWith(":") || file.startsWith("file:")) {
      return SQLITE + file;
    }
    int parameters = file.indexOf('?');
    String path = parameters < 0 ? file : file.substring(0, parameters);
    try {
      return SQLITE + section.context().resolve(path) + file.substring(path.length());
    } catch (InvalidPathException _) {
      section.noFileName("url");
      return SQLITE + file;
    }
  }

  private Map<String, String> properties() {
    Map<String, String> properties = new LinkedHashMap<>();
    Section given = section.section("properties");
    for (Entry entry : given.fields().entries()) {
      if (OWN_KEYS.contains(entry.key())) {
        given.misplaced(entry.key(), "an sql system has 'username' and 'password' for it");
      } else if (entry.value() instanceof Scalar scalar) {
        properties.put(entry.key(), scalar.text());
      }
    }
    return properties;
  }
}
