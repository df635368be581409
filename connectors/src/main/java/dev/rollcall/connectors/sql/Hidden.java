// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Takes secrets out of what drivers say: their messages can hold the address with its parameters.
final class Hidden {
  private static final String HIDDEN = "[hidden]";
  private static final Pattern PARAMETER =
      Pattern.compile("(?i)([?&;,][\\w.-]*(?:password|pwd|passphrase|secret|token)=)([^&;,\\s]*)");
  private static final Pattern USER_INFO = Pattern.compile("(//[^/@:\\s]*:)([^/@\\s]+)@");

  private Hidden() {}

  static String in(SqlSettings settings, String text) {
    String hidden = PARAMETER.matcher(text).replaceAll("$1" + HIDDEN);
    hidden = USER_INFO.matcher(hidden).replaceAll("$1" + HIDDEN + "@");
    for (String secret : secrets(settings)) {
      hidden = hidden.replace(secret, HIDDEN);
    }
    return hidden;
  }

  private static List<String> secrets(SqlSettings settings) {
    Stream<String> password = settings.password().map(secret -> secret.reveal()).stream();
    Stream<String> properties =
        settings.properties().entrySet().stream()
            .filter(entry -> isSecret(entry.getKey()))
            .map(java.util.Map.Entry::getValue);
    Stream<String> inAddress =
        Stream.of(PARAMETER, USER_INFO)
            .flatMap(pattern -> pattern.matcher(settings.url()).results())
            .map((MatchResult match) -> match.group(2));
    return Stream.of(password, properties, inAddress)
        .flatMap(each -> each)
        .filter(secret -> !secret.isEmpty())
        .toList();
  }

  private static boolean isSecret(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return Stream.of("password", "pwd", "passphrase", "secret", "token").anyMatch(lower::contains);
  }
}
