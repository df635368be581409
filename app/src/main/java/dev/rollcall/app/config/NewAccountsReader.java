// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.connectors.ldap.InitialPassword;
import dev.rollcall.connectors.ldap.InitialPassword.Origin;
import dev.rollcall.connectors.ldap.NewAccounts;
import dev.rollcall.connectors.ldap.PasswordChannel;
import dev.rollcall.connectors.ldap.PasswordPolicy;
import dev.rollcall.connectors.ldap.PasswordPolicy.Letters;
import dev.rollcall.connectors.ldap.PasswordScheme;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Reads how accounts of a directory begin.
///
/// @param users the keys of a sync's `users`
record NewAccountsReader(Section users) {
  private static final String KEY = "initial_password";
  private static final String LATER = "modify password";

  /// What is wrong between the keys.
  void check() {
    if (!users.has(KEY)) {
      return;
    }
    Section password = password();
    List<String> ways = List.of("file", "command", "hash");
    List<String> given = ways.stream().filter(password::has).toList();
    if (given.isEmpty()) {
      password.missing(
          "file",
          "nothing says where passwords come from, or where they go",
          "add 'file:', 'command:' or 'hash:'");
    }
    given.stream()
        .skip(1)
        .forEach(
            key -> password.misplaced(key, "there is '%s' already".formatted(given.getFirst())));
    if (password.text("scheme").filter(LATER::equals).isPresent()) {
      password.misplaced(
          "attribute", "the server itself decides where '%s' puts it".formatted(LATER));
    }
    if (password.has("hash")) {
      List.of("length", "letters", "scheme")
          .forEach(key -> password.misplaced(key, "a hash is taken over as it is"));
    }
  }

  /// How they begin, as far as the source has no part in it.
  NewAccounts read() {
    return new NewAccounts(
        users.text("new_accounts").map("enabled"::equals), channel().map(this::generated));
  }

  private InitialPassword generated(PasswordChannel channel) {
    Section password = password();
    PasswordPolicy policy =
        new PasswordPolicy(
            password.whole("length", PasswordPolicy.USUAL.length()), letters(password));
    Optional<PasswordScheme> scheme =
        password
            .text("scheme")
            .map(text -> PasswordScheme.valueOf(text.replace(' ', '_').toUpperCase(Locale.ROOT)));
    return new InitialPassword(
        new Origin.Generated(policy, channel, scheme),
        password.text("attribute"),
        password.flag("must_change"));
  }

  private Optional<PasswordChannel> channel() {
    Section password = password();
    List<String> command = password.texts("command");
    return password
        .file("file")
        .map(PasswordChannel::file)
        .or(() ->
            command.isEmpty() ? Optional.empty() : Optional.of(PasswordChannel.command(command)));
  }

  /// What of the source holds the passwords, if it does.
  Optional<TargetSpec.Hashed> hashed() {
    Section password = password();
    return password
        .text("hash")
        .map(column ->
            new TargetSpec.Hashed(
                column, password.text("attribute"), password.flag("must_change")));
  }

  private static Set<Letters> letters(Section password) {
    Set<Letters> letters = EnumSet.noneOf(Letters.class);
    for (String text : password.texts("letters")) {
      for (Letters each : Letters.values()) {
        if (each.name().toLowerCase(Locale.ROOT).equals(text)) {
          letters.add(each);
        }
      }
    }
    return letters.isEmpty() ? PasswordPolicy.USUAL.classes() : letters;
  }

  private Section password() {
    return users.section(KEY);
  }
}
