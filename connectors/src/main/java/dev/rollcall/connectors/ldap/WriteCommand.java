// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import dev.rollcall.connectors.ldap.Step.Question;
import dev.rollcall.core.model.Secret;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A write as a command of OpenLDAP's tools, in one line to be pasted into a shell by somebody who
/// has the password in `LDAP_PASSWORD`. Passwords that it sets are left out, with a comment in
/// their place.
final class WriteCommand {
  // As in LDIF that is not folded: RFC 2849.
  private static final int UNFOLDED = 0;

  private WriteCommand() {}

  /// Empty for what only looks.
  static Optional<String> of(LdapSettings settings, Question question) {
    return switch (question) {
      case Question.Look _ -> Optional.empty();
      case Question.SetPassword(String dn, Secret _) -> Optional.of(setPassword(settings, dn));
      case Question.Write(UpdatableLDAPRequest request) -> Optional.of(write(settings, request));
    };
  }

  private static String setPassword(LdapSettings settings, String dn) {
    List<String> words = SearchCommand.beginning(settings, "ldappasswd");
    words.addAll(List.of("-S", SearchCommand.quoted(dn)));
    return SearchCommand.trusting(settings, String.join(" ", words));
  }

  private static String write(LdapSettings settings, UpdatableLDAPRequest request) {
    List<String> words = SearchCommand.beginning(settings, "ldapmodify");
    if (request.getControl(AssertionRequestControl.ASSERTION_REQUEST_OID)
        instanceof AssertionRequestControl asserted) {
      words.addAll(
          List.of("-e", SearchCommand.quoted("!assert=" + asserted.getFilter().toString())));
    }
    String lines = lines(request).map(SearchCommand::quoted).collect(Collectors.joining(" "));
    return "printf '%s\\n' "
        + lines
        + " | "
        + SearchCommand.trusting(settings, String.join(" ", words));
  }

  private static Stream<String> lines(UpdatableLDAPRequest request) {
    List<String> hidden = new ArrayList<>();
    UpdatableLDAPRequest shown = shown(request, hidden);
    return Stream.concat(
        Arrays.stream(ChangeRecords.of(shown).toLDIF(UNFOLDED)),
        hidden.stream().map("# %s: [hidden]"::formatted));
  }

  private static UpdatableLDAPRequest shown(UpdatableLDAPRequest request, List<String> hidden) {
    return switch (request) {
      case AddRequest add -> {
        List<Attribute> kept = new ArrayList<>();
        for (Attribute attribute : add.getAttributes()) {
          if (isShown(attribute.getName(), hidden)) {
            kept.add(attribute);
          }
        }
        yield new AddRequest(add.getDN(), kept);
      }
      case ModifyRequest modify -> {
        List<Modification> kept = new ArrayList<>();
        for (Modification modification : modify.getModifications()) {
          if (isShown(modification.getAttributeName(), hidden)) {
            kept.add(modification);
          }
        }
        yield new ModifyRequest(modify.getDN(), kept);
      }
      default -> request;
    };
  }

  private static boolean isShown(String attribute, List<String> hidden) {
    if (ImageText.isSecret(attribute)) {
      hidden.add(attribute);
      return false;
    }
    return true;
  }
}
