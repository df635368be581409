// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.config.GroupSpec;
import dev.rollcall.app.config.SourceSpec;
import dev.rollcall.app.config.SystemConfig;
import dev.rollcall.app.config.TargetSpec;
import dev.rollcall.connectors.ldap.LdapGroups;
import dev.rollcall.connectors.ldap.LdapRights;
import dev.rollcall.connectors.ldap.LdapRights.Notation;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.engine.run.Groups;
import dev.rollcall.engine.run.Sync;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the account of Rollcall has to be allowed in a system, so that the configured syncs can do
/// their work: that and no more.
public final class Rights {
  private static final Pattern TABLE =
      Pattern.compile("\\b(?:from|join)\\s+([\\w$.\"`]+)", Pattern.CASE_INSENSITIVE);

  private final Configuration configuration;
  private final String system;

  /// @param system a system of the configuration
  public Rights(Configuration configuration, String system) {
    this.configuration = configuration;
    this.system = system;
  }

  /// The lines to type or load; empty where nobody knows the notation.
  ///
  /// @param notation of a directory that is not asked
  public List<String> lines(SystemConfig config, Optional<Notation> notation) throws ReadFailed {
    return switch (config) {
      case SystemConfig.Ldap ldap when ldap.sandbox().isPresent() && notation.isEmpty() ->
          List.of("# a built-in directory asks for no rights");
      case SystemConfig.Ldap(LdapSettings settings) -> ldap(settings, notation);
      case SystemConfig.Sql sql -> sql(sql.settings().username());
      case SystemConfig.Ftrack _ -> ftrack();
      case SystemConfig.File file ->
          List.of(
              "# the file has to be readable, and as a target its folder writable: "
                  + file.settings().path());
    };
  }

  private boolean isSource(ConfiguredSync sync) {
    return sync.sync().from().equals(system);
  }

  private boolean isTarget(ConfiguredSync sync) {
    return sync.sync().to().equals(system);
  }

  private List<String> ldap(LdapSettings settings, Optional<Notation> notation) throws ReadFailed {
    LdapRights rights =
        notation.isPresent() ? LdapRights.of(settings, notation.get()) : LdapRights.ask(settings);
    for (ConfiguredSync sync : configuration.syncs()) {
      if (isSource(sync) && sync.source() instanceof SourceSpec.Ldap ldap) {
        reads(sync, ldap, rights);
      }
      if (isTarget(sync) && sync.target() instanceof TargetSpec.Ldap ldap) {
        keeps(sync, ldap, rights);
      }
    }
    return rights.lines();
  }

  private static void reads(ConfiguredSync sync, SourceSpec.Ldap ldap, LdapRights rights) {
    rights.reads(ldap.read(), sync.sync().mapping().inputs());
    if (sync.groups().map(GroupSpec::from).orElse(new GroupSpec.From.Ftrack())
        instanceof GroupSpec.From.Ldap(LdapGroups groups)) {
      rights.reads(groups, sync.sync().groups().orElseThrow().mapping().inputs());
    }
  }

  private static void keeps(ConfiguredSync configured, TargetSpec.Ldap ldap, LdapRights rights) {
    Sync sync = configured.sync();
    rights.keeps(ldap.accounts(), sync.mapping().names(), Session.kinds(sync.policy()));
    Optional<Groups> groups = sync.groups();
    if (groups.isPresent()) {
      configured
          .groups()
          .flatMap(GroupSpec::target)
          .ifPresent(those ->
              rights.keeps(those, groups.get().mapping().names(), Session.kinds(groups.get())));
    }
  }

  private List<String> sql(Optional<String> username) {
    NavigableSet<String> tables = new TreeSet<>();
    for (ConfiguredSync sync : configuration.syncs()) {
      if (isSource(sync) && sync.source() instanceof SourceSpec.Sql sql) {
        tables(sql.read().query(), tables);
        sync.groups()
            .map(GroupSpec::from)
            .filter(GroupSpec.From.Sql.class::isInstance)
            .map(GroupSpec.From.Sql.class::cast)
            .ifPresent(from -> {
              tables(from.groups().query(), tables);
              tables(from.groups().membersQuery(), tables);
              from.groups().nestedQuery().ifPresent(query -> tables(query, tables));
            });
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "-- what the queries name; a name of a WITH is no table, and a view needs it instead");
    tables.forEach(
        table -> lines.add("GRANT SELECT ON %s TO %s;".formatted(table, username.orElse("USER"))));
    return lines;
  }

  private static void tables(String query, NavigableSet<String> tables) {
    Matcher matcher = TABLE.matcher(query);
    while (matcher.find()) {
      tables.add(matcher.group(1));
    }
  }

  private List<String> ftrack() {
    List<String> lines = new ArrayList<>();
    boolean written = configuration.syncs().stream().anyMatch(this::isTarget);
    boolean groups =
        configuration.syncs().stream()
            .anyMatch(sync -> isTarget(sync) && sync.sync().groups().isPresent());
    boolean roles =
        configuration.syncs().stream()
            .anyMatch(sync ->
                isTarget(sync)
                    && sync.sync().groups().filter(it -> !it.roles().isEmpty()).isPresent());
    lines.add("# an API key (System settings, Security, API keys) whose role may");
    lines.add("#   read users and their custom attributes");
    if (written) {
      lines.add("#   create and change users");
    }
    if (groups) {
      lines.add("#   create, change and delete groups and memberships");
    }
    if (roles) {
      lines.add("#   manage security roles of users, and teams of projects");
    }
    return lines;
  }
}
