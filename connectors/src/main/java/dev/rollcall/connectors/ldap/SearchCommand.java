// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.connectors.ldap.LdapSettings.Sign;
import dev.rollcall.connectors.ldap.LdapSettings.StartTls;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// A search as a command of OpenLDAP's tools, to be pasted into a shell by somebody who has the
/// password in `LDAP_PASSWORD`.
final class SearchCommand {
  private SearchCommand() {}

  static String of(LdapSettings settings, PagedRead.Search search, List<String> attributes) {
    List<String> words = beginning(settings, "ldapsearch", "-LLL");
    words.addAll(List.of("-E", "pr=" + settings.pageSize() + "/noprompt"));
    if (search.follows()) {
      words.addAll(List.of("-a", "always"));
    }
    words.addAll(List.of("-b", quoted(search.base()), quoted(search.filter().toString())));
    attributes.forEach(attribute -> words.add(quoted(attribute)));
    return trusting(settings, String.join(" ", words));
  }

  /// A tool, where it connects to and who signs in.
  static List<String> beginning(LdapSettings settings, String... tool) {
    List<String> words = new ArrayList<>(List.of(tool));
    words.addAll(List.of("-H", quoted(LdapUrl.forCommands(settings.urls().getFirst()))));
    if (settings.tls() == StartTls.REQUIRED) {
      words.add("-ZZ");
    }
    switch (settings.sign()) {
      case Sign.Anonymous() -> words.add("-x");
      case Sign.Simple simple ->
          words.addAll(List.of("-x", "-D", quoted(simple.bindDn()), "-w", "\"$LDAP_PASSWORD\""));
      case Sign.External _ -> words.addAll(List.of("-Y", "EXTERNAL"));
      case Sign.Kerberos _ -> words.addAll(List.of("-Y", "GSSAPI"));
    }
    return words;
  }

  /// A command of OpenLDAP's tools that trusts the authorities which the settings trust.
  static String trusting(LdapSettings settings, String command) {
    return settings
        .caFile()
        .map(file -> "LDAPTLS_CACERT=" + quoted(file.toString()) + " " + command)
        .orElse(command);
  }

  /// One word of a shell.
  static String quoted(String word) {
    return word.chars().allMatch(SearchCommand::isPlain) && !word.isEmpty()
        ? word
        : word.chars()
            .mapToObj(each -> each == '\'' ? "'\\''" : Character.toString((char) each))
            .collect(Collectors.joining("", "'", "'"));
  }

  private static boolean isPlain(int letter) {
    return letter < 128 && (Character.isLetterOrDigit(letter) || ",=:/._-+".indexOf(letter) >= 0);
  }
}
