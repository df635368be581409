// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import dev.rollcall.testkit.server.SlapdOptions.SlapdAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/// Who may do what in the database of a slapd: its `olcAccess` and `olcLimits`.
record SlapdAccess(SlapdOptions options, String ldapiIdentity) {
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    options.accounts.forEach(account -> lines.add("olcLimits: " + limit(account)));
    rules().forEach(rule -> lines.add("olcAccess: " + rule));
    return lines;
  }

  /// `size.prtotal` is the one that paged searches meet; slapd counts all their pages together.
  private String limit(SlapdAccount account) {
    String size = limit(account.sizeLimit());
    return "dn.exact=\"%1$s\" size.soft=%2$s size.hard=%2$s size.pr=%2$s size.prtotal=%2$s"
        .formatted(account.dn(options.suffix), size);
  }

  private static String limit(OptionalInt entries) {
    return entries.isPresent() ? Integer.toString(entries.getAsInt()) : "unlimited";
  }

  private List<String> rules() {
    List<String> rules = new ArrayList<>(options.accessRules);
    String manage = "by dn.exact=%s manage".formatted(ldapiIdentity);
    for (String place : places()) {
      String subtree = "to dn.subtree=\"%s,%s\"".formatted(place, options.suffix);
      String writers = writersOf(place);
      rules.add(
          "%s attrs=userPassword %s %s by self write by anonymous auth by * none"
              .formatted(subtree, manage, writers));
      rules.add("%s %s %s by users read by * none".formatted(subtree, manage, writers));
    }
    rules.add(
        "to attrs=userPassword %s by self write by anonymous auth by * none".formatted(manage));
    rules.add("to * %s by users read by * none".formatted(manage));
    return rules;
  }

  private List<String> places() {
    return options.accounts.stream().flatMap(a -> a.places().stream()).distinct().toList();
  }

  private String writersOf(String place) {
    return options.accounts.stream()
        .filter(account -> account.places().contains(place))
        .map(account -> "by dn.exact=\"%s\" write".formatted(account.dn(options.suffix)))
        .collect(Collectors.joining(" "));
  }
}
