// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.config.GroupSpec;
import dev.rollcall.app.config.SourceSpec;
import dev.rollcall.app.config.SystemConfig;
import dev.rollcall.app.config.TargetSpec;
import dev.rollcall.connectors.file.FileSource;
import dev.rollcall.connectors.file.FileTarget;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ftrack.FtrackSource;
import dev.rollcall.connectors.ftrack.FtrackTarget;
import dev.rollcall.connectors.ldap.InitialPassword;
import dev.rollcall.connectors.ldap.InitialPassword.Origin;
import dev.rollcall.connectors.ldap.LdapAccounts;
import dev.rollcall.connectors.ldap.LdapGroups;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.connectors.ldap.LdapSource;
import dev.rollcall.connectors.ldap.LdapTarget;
import dev.rollcall.connectors.sql.SqlGroups;
import dev.rollcall.connectors.sql.SqlSource;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.connector.ValueGroups;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Opens the systems of a configuration. Built-in ones are started when the first sync needs them
/// and end with this.
public final class Systems implements AutoCloseable {
  private final Map<String, BuiltIn> builtIn = new HashMap<>();

  private Systems() {}

  /// Whether built-in systems keep what a command changes in them.
  public enum Keep {
    NOTHING,
    CHANGES
  }

  /// Starts the built-in systems that the configuration names; others are opened when asked for.
  public static Systems of(Configuration configuration, Keep keep) {
    Systems systems = new Systems();
    configuration
        .systems()
        .forEach((name, system) -> {
          switch (system) {
            case SystemConfig.Ldap ldap ->
                ldap.sandbox()
                    .ifPresent(file ->
                        systems.builtIn.put(
                            name, BuiltIn.directory(file, configuration, name, keep)));
            case SystemConfig.Ftrack ftrack ->
                ftrack
                    .sandbox()
                    .ifPresent(file -> systems.builtIn.put(name, BuiltIn.ftrack(file, keep)));
            case SystemConfig.Sql _, SystemConfig.File _ -> {}
          }
        });
    return systems;
  }

  /// The side that a sync reads.
  public Source source(ConfiguredSync sync) {
    Optional<GroupSpec.From> groups = sync.groups().map(GroupSpec::from);
    Source people = people(sync, groups);
    return groups.isPresent() && groups.get() instanceof GroupSpec.From.Values values
        ? new ValueGroups(people, values.by(), values.where(), values.member())
        : people;
  }

  private Source people(ConfiguredSync sync, Optional<GroupSpec.From> groups) {
    return switch (sync.source()) {
      case SourceSpec.Sql sql -> new SqlSource(sql.settings(), sql.read(), sqlGroups(groups));
      case SourceSpec.Ldap ldap ->
          new LdapSource(reached(ldap.settings()), ldap.read(), ldapGroups(groups));
      case SourceSpec.File file -> new FileSource(file.settings());
      case SourceSpec.Ftrack ftrack -> new FtrackSource(reached(ftrack.settings()));
    };
  }

  private static Optional<SqlGroups> sqlGroups(Optional<GroupSpec.From> groups) {
    return groups.isPresent() && groups.get() instanceof GroupSpec.From.Sql(SqlGroups some)
        ? Optional.of(some)
        : Optional.empty();
  }

  private static Optional<LdapGroups> ldapGroups(Optional<GroupSpec.From> groups) {
    return groups.isPresent() && groups.get() instanceof GroupSpec.From.Ldap(LdapGroups some)
        ? Optional.of(some)
        : Optional.empty();
  }

  /// The side that a sync changes.
  public Target target(ConfiguredSync sync) {
    return switch (sync.target()) {
      case TargetSpec.Ldap ldap ->
          new LdapTarget(
                  reached(ldap.settings()),
                  accounts(sync, ldap),
                  sync.groups().flatMap(GroupSpec::target))
              .managing(sync.sync().mapping().names())
              .managingOfGroups(
                  sync.sync().groups().map(groups -> groups.mapping().names()).orElse(List.of()));
      case TargetSpec.File file -> new FileTarget(file.settings(), file.accounts());
      case TargetSpec.Ftrack ftrack -> new FtrackTarget(reached(ftrack.settings()));
    };
  }

  /// How an ftrack system is reached.
  public FtrackSettings ftrack(SystemConfig.Ftrack system) {
    return reached(system.settings());
  }

  private LdapAccounts accounts(ConfiguredSync sync, TargetSpec.Ldap ldap) {
    return ldap.hashed()
        .map(hashed -> {
          SourceHashes hashes =
              new SourceHashes(() -> source(sync), sync.sync().mapping().anchor(), hashed.column());
          InitialPassword password =
              new InitialPassword(
                  new Origin.Hashed(hashes), hashed.attribute(), hashed.mustChange());
          return ldap.accounts().beginningWith(password);
        })
        .orElseGet(ldap::accounts);
  }

  private LdapSettings reached(LdapSettings settings) {
    BuiltIn here = builtIn.get(settings.name());
    return here == null ? settings : here.reached(settings);
  }

  private FtrackSettings reached(FtrackSettings settings) {
    BuiltIn here = builtIn.get(settings.name());
    return here == null ? settings : here.reached(settings);
  }

  @Override
  public void close() {
    builtIn.values().forEach(BuiltIn::close);
  }
}
