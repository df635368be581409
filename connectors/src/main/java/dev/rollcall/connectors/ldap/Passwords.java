// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Attribute;
import dev.rollcall.connectors.ldap.InitialPassword.Hashes;
import dev.rollcall.connectors.ldap.InitialPassword.Origin;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Gives new accounts their first password.
///
/// @param encrypted whether everything that is sent is
/// @param permitted whether a password may be sent, encrypted or not
record Passwords(Layout layout, boolean encrypted, boolean permitted) {
  private static final Pattern HASH = Pattern.compile("\\{[A-Za-z0-9_.-]+}\\S+", Pattern.DOTALL);

  static Passwords of(LdapConnections connections, Layout layout) throws LdapFailed {
    boolean encrypted = true;
    boolean exposed = false;
    for (LdapUrl url : connections.urls()) {
      encrypted &= connections.isEncrypted(url);
      exposed |= connections.isPlaintext(url);
    }
    return new Passwords(layout, encrypted, !exposed || connections.settings().allowPlaintext());
  }

  /// What a new account is made with.
  sealed interface Start {
    /// Not at all.
    record Obstacle(Problem problem) implements Start {}

    /// With these attributes beside its own.
    ///
    /// @param told the password that has to be handed out
    /// @param later what is set after the account is made; empty: nothing
    record With(List<Attribute> attributes, Optional<Secret> told, Optional<Later> later)
        implements Start {}
  }

  /// A password that is set by an operation of its own.
  ///
  /// @param mark what makes the person choose another one; the operation would take it away
  record Later(Secret password, Optional<Attribute> mark) {}

  Start begin(Change.Create create) {
    return layout
        .newcomers()
        .password()
        .map(password -> begin(create, password))
        .orElseGet(() -> new Start.With(List.of(), Optional.empty(), Optional.empty()));
  }

  private Start begin(Change.Create create, InitialPassword password) {
    String account = create.subject().key().value();
    boolean tls = layout.directory().kind() == ServerKind.ACTIVE_DIRECTORY ? encrypted : permitted;
    if (!tls) {
      return new Start.Obstacle(PasswordProblems.withoutTls(account, layout.system()));
    }
    return switch (password.origin()) {
      case Origin.Generated generated when isSetLater(generated) ->
          setLater(account, generated, password);
      case Origin.Generated generated -> generated(generated, password);
      case Origin.Hashed(Hashes hashes) -> hashed(create, hashes, password);
    };
  }

  /// The password that is set by an operation of its own, if it is.
  static Optional<InitialPassword> later(Layout layout) {
    return layout
        .newcomers()
        .password()
        .filter(it -> it.origin() instanceof Origin.Generated some && isSetLater(some));
  }

  private static boolean isSetLater(Origin.Generated origin) {
    return origin.scheme().filter(PasswordScheme.MODIFY_PASSWORD::equals).isPresent();
  }

  private Start setLater(String account, Origin.Generated origin, InitialPassword password) {
    if (!encrypted) {
      return new Start.Obstacle(PasswordProblems.withoutTls(account, layout.system()));
    }
    if (!layout.directory().offers(Directory.MODIFY_PASSWORD)) {
      return new Start.Obstacle(PasswordProblems.notOffered(account + " was not created", layout));
    }
    Optional<Problem> obstacle = origin.channel().obstacle();
    if (obstacle.isPresent()) {
      return new Start.Obstacle(obstacle.get());
    }
    Secret told = origin.policy().generate();
    Optional<Attribute> mark =
        password.mustChange() ? layout.directory().kind().mustChange() : Optional.empty();
    return new Start.With(List.of(), Optional.of(told), Optional.of(new Later(told, mark)));
  }

  /// What would keep passwords from being set by an operation of their own, or that nothing does;
  /// empty where they are not.
  Optional<Finding> finding() {
    if (later(layout).isEmpty()) {
      return Optional.empty();
    }
    String nobody = "no account can be created";
    if (!layout.directory().offers(Directory.MODIFY_PASSWORD)) {
      return Optional.of(new Finding.Bad(PasswordProblems.notOffered(nobody, layout)));
    }
    return Optional.of(
        encrypted
            ? new Finding.Good("the server sets passwords by the operation of RFC 3062")
            : new Finding.Bad(PasswordProblems.withoutTls("a new account", layout.system())));
  }

  private Start generated(Origin.Generated origin, InitialPassword password) {
    Optional<Problem> obstacle = origin.channel().obstacle();
    if (obstacle.isPresent()) {
      return new Start.Obstacle(obstacle.get());
    }
    Secret told = origin.policy().generate();
    PasswordScheme scheme = origin.scheme().orElse(layout.directory().kind().usualScheme());
    return with(password, octets(told, scheme), Optional.of(told));
  }

  private Start hashed(Change.Create create, Hashes hashes, InitialPassword password) {
    String account = create.subject().key().value();
    if (layout.directory().kind() == ServerKind.ACTIVE_DIRECTORY) {
      return new Start.Obstacle(PasswordProblems.noHashHere(account, layout.system()));
    }
    Optional<Secret> hash;
    try {
      hash = hashes.of(create.subject()).filter(found -> !found.isEmpty());
    } catch (ReadFailed failed) {
      return new Start.Obstacle(failed.problem());
    }
    if (hash.isEmpty()) {
      return new Start.Obstacle(PasswordProblems.noHash(account));
    }
    return HASH.matcher(hash.get().reveal()).matches()
        ? with(password, octets(hash.get(), PasswordScheme.PLAIN), Optional.empty())
        : new Start.Obstacle(PasswordProblems.notAHash(account));
  }

  private Start with(InitialPassword password, byte[] octets, Optional<Secret> told) {
    ServerKind kind = layout.directory().kind();
    List<Attribute> attributes = new ArrayList<>();
    attributes.add(new Attribute(password.attribute().orElse(kind.passwordAttribute()), octets));
    if (password.mustChange()) {
      kind.mustChange().ifPresent(attributes::add);
    }
    return new Start.With(attributes, told, Optional.empty());
  }

  /// Active Directory wants it in quotes and UTF-16: MS-ADTS 3.1.1.3.1.5.
  private byte[] octets(Secret password, PasswordScheme scheme) {
    return layout.directory().kind() == ServerKind.ACTIVE_DIRECTORY
        ? ("\"" + password.reveal() + "\"").getBytes(StandardCharsets.UTF_16LE)
        : scheme.of(password).reveal().getBytes(StandardCharsets.UTF_8);
  }

  /// Hands a password out; what kept it from that.
  Optional<Problem> tell(Change.Create create, Secret password) {
    String account = create.subject().key().value();
    return layout
        .newcomers()
        .password()
        .flatMap(configured ->
            switch (configured.origin()) {
              case Origin.Generated generated ->
                  generated.channel().deliver(account, create.subject().label(), password);
              case Origin.Hashed _ -> Optional.<Problem>empty();
            })
        .map(why -> PasswordProblems.lost(account, why));
  }
}
