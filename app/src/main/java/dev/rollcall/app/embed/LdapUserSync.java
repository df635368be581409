// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.embed;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.Systems;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.engine.run.Planning;
import dev.rollcall.engine.run.Progress;
import dev.rollcall.engine.run.RunReport;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Keeps the users of an ftrack workspace, or of another directory, as they are in an LDAP
/// directory.
///
/// ```java
/// LdapUserSync sync =
///     LdapUserSync.builder()
///         .ldapUrl("ldaps://ldap.example.com")
///         .bindDn("cn=rollcall,dc=example,dc=com").bindPassword(password)
///         .searchBase("ou=users,dc=example,dc=com").searchFilter("(objectClass=inetOrgPerson)")
///         .attributeMapping(Map.of("username", "uid", "email", "mail"))
///         .ftrackServer("https://studio.ftrackapp.com").ftrackUser(user).ftrackKey(key)
///         .deactivateMissing(true)
///         .build();
/// RunReport report = sync.run();
/// ```
///
/// What it remembers from run to run (which account is whose, what was done and why) is kept in the
/// directory `.rollcall` unless another is named.
///
/// @param configuration the same as a configuration file would have given
public record LdapUserSync(Configuration configuration) {
  private static final String NAME = "ldap-user-sync";
  private static final String SOURCE = "directory";
  private static final String TARGET = "target";

  /// The one sync of the configuration.
  public ConfiguredSync configured() {
    return configuration.syncs().getFirst();
  }

  /// Shows what a run would do; writes nothing but the plan's file.
  ///
  /// @throws ReadFailed when a side could not be read whole
  public Planning.Planned plan() throws ReadFailed {
    try (Session session = open(Systems.Keep.NOTHING)) {
      return session.plan(configured(), Planning.Scope.WHOLE, Optional.empty());
    }
  }

  /// Plans and applies within limits; what came of it is in the answer.
  public RunReport run() {
    try (Session session = open(Systems.Keep.CHANGES)) {
      return session.run(configured(), Planning.Scope.WHOLE);
    }
  }

  private Session open(Systems.Keep keep) {
    return Session.open(configuration, keep, InstantSource.system(), Progress.SILENT);
  }

  /// A sync without anything yet.
  public static Builder builder() {
    return new Builder();
  }

  /// Gathers what a sync needs. Each is needed unless it says otherwise.
  public static final class Builder {
    private final Map<String, Object> source = new LinkedHashMap<>(Map.of("type", "ldap"));
    private final Map<String, Object> ftrack = new LinkedHashMap<>(Map.of("type", "ftrack"));
    private final Map<String, Object> directory = new LinkedHashMap<>(Map.of("type", "ldap"));
    private final Map<String, Object> users = new LinkedHashMap<>();
    private final Map<String, Object> state = new LinkedHashMap<>();

    private Builder() {}

    /// `ldaps://ldap.example.com`.
    public Builder ldapUrl(String url) {
      return with(source, "url", url);
    }

    /// Who signs in to the source; without it, nobody.
    public Builder bindDn(String dn) {
      return with(source, "bind_dn", dn);
    }

    /// The password of `bindDn`.
    public Builder bindPassword(String password) {
      return with(source, "bind_password", password);
    }

    /// PEM file of the certificates to trust instead of the JVM's; not needed.
    public Builder caFile(Path file) {
      return with(source, "ca_file", file.toAbsolutePath().toString());
    }

    /// Below which DN people are.
    public Builder searchBase(String base) {
      return with(users, "base", base);
    }

    /// Which entries are people.
    public Builder searchFilter(String filter) {
      return with(users, "filter", filter);
    }

    /// For each attribute of the account an expression over the attributes of the entry.
    public Builder attributeMapping(Map<String, String> mapping) {
      return with(users, "attributes", new TreeMap<>(mapping));
    }

    /// The attributes by which accounts are found; without it, the one that names an account.
    public Builder match(String... attributes) {
      return with(users, "match", List.of(attributes));
    }

    /// Whether accounts are closed whose people are gone; without it, they stay open.
    public Builder deactivateMissing(boolean deactivate) {
      return with(users, "leavers", Map.of("disable", deactivate ? "at once" : "never"));
    }

    /// `https://studio.ftrackapp.com`; for a sync to ftrack.
    public Builder ftrackServer(String server) {
      return with(ftrack, "server", server);
    }

    /// Whose key it is.
    public Builder ftrackUser(String user) {
      return with(ftrack, "user", user);
    }

    /// The API key.
    public Builder ftrackKey(String key) {
      return with(ftrack, "api_key", key);
    }

    /// `ldaps://other.example.com`; for a sync to another directory.
    public Builder targetUrl(String url) {
      return with(directory, "url", url);
    }

    /// Who signs in to the other directory.
    public Builder targetBindDn(String dn) {
      return with(directory, "bind_dn", dn);
    }

    /// The password of `targetBindDn`.
    public Builder targetBindPassword(String password) {
      return with(directory, "bind_password", password);
    }

    /// The DN below which accounts are in the other directory, and the attribute that names one.
    public Builder targetBase(String at, String rdn) {
      with(users, "at", at);
      users.putIfAbsent("match", List.of(rdn));
      return with(users, "rdn", rdn);
    }

    /// Where the sync keeps what it remembers; without it, `.rollcall` in the working directory.
    public Builder stateDirectory(Path directory) {
      state.put("path", directory.toAbsolutePath().toString());
      state.put("plans", directory.resolve("plans").toAbsolutePath().toString());
      return this;
    }

    /// The sync, or everything that is wrong with it.
    ///
    /// @throws dev.rollcall.core.problem.Halt when something is missing or wrong
    public LdapUserSync build() {
      Map<String, Object> sync = new LinkedHashMap<>(users);
      sync.putIfAbsent("match", List.of("username"));
      sync.putIfAbsent("leavers", Map.of("disable", "never"));
      Map<String, Object> target = directory.size() > 1 ? directory : ftrack;
      Map<String, Object> systems = new LinkedHashMap<>(Map.of(SOURCE, source));
      systems.put(TARGET, target);
      Map<String, Object> file = new LinkedHashMap<>(Map.of("systems", systems));
      file.put("syncs", Map.of(NAME, Map.of("from", SOURCE, "to", TARGET, "users", sync)));
      if (!state.isEmpty()) {
        file.put("state", state);
      }
      Configuration configuration =
          Configuration.of(Trees.fields(file), "LdapUserSync", Path.of("").toAbsolutePath());
      return new LdapUserSync(configuration);
    }

    private Builder with(Map<String, Object> keys, String key, Object value) {
      keys.put(key, value);
      return this;
    }
  }
}
