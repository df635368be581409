// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.run;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.config.GroupSpec;
import dev.rollcall.app.config.SourceSpec;
import dev.rollcall.app.config.TargetSpec;
import dev.rollcall.connectors.ftrack.FtrackSettings;
import dev.rollcall.connectors.ldap.LdapSettings;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import dev.rollcall.sandbox.directory.DirectoryOptions;
import dev.rollcall.sandbox.directory.EmbeddedDirectory;
import dev.rollcall.sandbox.ftrack.FtrackSandbox;
import dev.rollcall.sandbox.ftrack.Options;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.Stream;

/// A system that runs inside this process for as long as a command does, and is kept in a file.
interface BuiltIn extends AutoCloseable {
  LdapSettings reached(LdapSettings settings);

  FtrackSettings reached(FtrackSettings settings);

  @Override
  void close();

  /// A directory over an LDIF file.
  static BuiltIn directory(
      Path file, Configuration configuration, String system, Systems.Keep keep) {
    SequencedSet<String> places = places(configuration, system);
    try {
      SequencedSet<String> roots = new LinkedHashSet<>();
      for (String place : places) {
        roots.add(root(place));
      }
      byte[] random = new byte[16];
      new SecureRandom().nextBytes(random);
      String admin = "cn=rollcall," + roots.getFirst();
      String password = HexFormat.of().formatHex(random);
      EmbeddedDirectory directory =
          EmbeddedDirectory.start(
              DirectoryOptions.usual(roots.getFirst())
                  .withRoots(List.copyOf(roots))
                  .withBind(admin, password)
                  .withData(file));
      for (String place : places) {
        addMissing(directory, new DN(place));
      }
      return new Directory(file, directory, admin, Secret.of(password), keep);
    } catch (LDAPException | IOException failure) {
      throw unusable(file, failure);
    }
  }

  /// An ftrack server over a JSON file.
  static BuiltIn ftrack(Path file, Systems.Keep keep) {
    try {
      return new Ftrack(file, FtrackSandbox.start(Options.usual().withData(file)), keep);
    } catch (IOException failure) {
      throw unusable(file, failure);
    }
  }

  private static Halt unusable(Path file, Exception failure) {
    return new Halt(
        new Problem(
            "SANDBOX-FILE",
            Blame.OPERATOR,
            "the built-in system kept in " + file + " cannot be used",
            failure.toString(),
            "move the file away to start an empty one, or give the right to read and write it"),
        failure);
  }

  private static SequencedSet<String> places(Configuration configuration, String system) {
    SequencedSet<String> places = new LinkedHashSet<>();
    for (ConfiguredSync sync : configuration.syncs()) {
      if (sync.target() instanceof TargetSpec.Ldap ldap && ldap.settings().name().equals(system)) {
        places.add(ldap.accounts().at());
        sync.groups().flatMap(GroupSpec::target).ifPresent(groups -> places.add(groups.at()));
      }
      if (sync.source() instanceof SourceSpec.Ldap ldap && ldap.settings().name().equals(system)) {
        places.addAll(ldap.read().bases());
        sync.groups()
            .map(GroupSpec::from)
            .filter(GroupSpec.From.Ldap.class::isInstance)
            .map(GroupSpec.From.Ldap.class::cast)
            .ifPresent(from -> places.addAll(from.groups().bases()));
      }
    }
    if (places.isEmpty()) {
      places.add("dc=example,dc=com");
    }
    return places;
  }

  /// The part of a DN that is a domain; of one without, its last component.
  private static String root(String place) throws LDAPException {
    RDN[] rdns = new DN(place).getRDNs();
    int from = rdns.length - 1;
    while (from > 0 && rdns[from].hasAttribute("dc") && rdns[from - 1].hasAttribute("dc")) {
      from--;
    }
    return new DN(Stream.of(rdns).skip(from).toList()).toString();
  }

  private static void addMissing(EmbeddedDirectory directory, DN place) throws LDAPException {
    if (directory.server().getEntry(place.toString()) != null || place.getParent() == null) {
      return;
    }
    addMissing(directory, place.getParent());
    directory.addUnit(place.toString());
  }

  /// See [#directory].
  record Directory(
      Path file, EmbeddedDirectory server, String admin, Secret password, Systems.Keep keep)
      implements BuiltIn {
    @Override
    public LdapSettings reached(LdapSettings settings) {
      return new LdapSettings(
          settings.name(),
          List.of(server.uri().toString()),
          new LdapSettings.Sign.Simple(admin, password),
          LdapSettings.StartTls.OFF,
          settings.caFile(),
          true,
          settings.pageSize(),
          settings.timeout());
    }

    @Override
    public FtrackSettings reached(FtrackSettings settings) {
      return settings;
    }

    @Override
    public void close() {
      try {
        if (keep == Systems.Keep.CHANGES) {
          server.save(file);
        }
      } catch (IOException failure) {
        throw unusable(file, failure);
      } finally {
        server.close();
      }
    }
  }

  /// See [#ftrack].
  record Ftrack(Path file, FtrackSandbox server, Systems.Keep keep) implements BuiltIn {
    @Override
    public LdapSettings reached(LdapSettings settings) {
      return settings;
    }

    @Override
    public FtrackSettings reached(FtrackSettings settings) {
      return settings.at(
          URI.create(server.uri().toString()), Options.USUAL_LOGIN, Secret.of(Options.USUAL_KEY));
    }

    @Override
    public void close() {
      try {
        if (keep == Systems.Keep.CHANGES) {
          server.save(file);
        }
      } catch (IOException failure) {
        throw unusable(file, failure);
      } finally {
        server.close();
      }
    }
  }
}
