// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import com.unboundid.ldap.sdk.controls.PreReadRequestControl;
import com.unboundid.ldap.sdk.controls.PreReadResponseControl;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Unseen;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.List;
import java.util.Optional;

/// What entries hold at the instant in which something of them is taken away, as the pre-read
/// control (RFC 4527) tells. Values that the server compares itself need no such look: a request
/// names each one that it takes.
record PreReads(Layout layout, Looks looks, Images images) {
  /// Asks for it with a deletion.
  void ask(UpdatableLDAPRequest request) {
    if (layout.directory().offers(Directory.PRE_READ)) {
      String[] attributes = new ImageText(layout).attributes().toArray(String[]::new);
      request.addControl(new PreReadRequestControl(false, attributes));
    }
  }

  /// Asks for it where whole attributes are replaced.
  void ask(UpdatableLDAPRequest request, List<Edit> edits) {
    if (edits.stream().anyMatch(this::replaces)) {
      ask(request);
    }
  }

  private boolean replaces(Edit edit) {
    return !layout.compares(edit.attribute());
  }

  /// What a deletion took away that the image does not show.
  Optional<Unseen> deleted(Change change, LDAPResult result) {
    ImageText text = new ImageText(layout);
    return before(result)
        .filter(entry -> images.lacks(text.normal(entry)))
        .map(entry -> {
          Problem problem =
              problem(
                  change,
                  "was deleted, and was not any more as the image from before shows it",
                  "it was changed after the image was made");
          return new Unseen(
              Optional.of(problem).filter(_ -> images.lacks(text.withoutReferences(entry))),
              image(entry));
        });
  }

  /// What replacing whole attributes took away that the plan did not see.
  Optional<Unseen> replaced(Change change, List<Edit> edits, LDAPResult result) {
    List<Edit> replaced = edits.stream().filter(this::replaces).toList();
    return before(result)
        .filter(entry -> !looks.areAsSeen(replaced, entry))
        .map(entry -> {
          Problem problem =
              problem(
                  change,
                  "was updated over values that the plan did not see",
                  looks.differences(replaced, entry));
          return new Unseen(Optional.of(problem), image(entry));
        });
  }

  private static Optional<Entry> before(LDAPResult result) {
    try {
      return Optional.ofNullable(PreReadResponseControl.get(result))
          .map(PreReadResponseControl::getEntry);
    } catch (LDAPException malformed) {
      return Optional.empty();
    }
  }

  private static Problem problem(Change change, String what, String why) {
    return new Problem(
        "LDAP-CHANGED-MEANWHILE",
        Blame.REMOTE_SYSTEM,
        "%s %s".formatted(change.subject().key(), what),
        why,
        "what it held at that instant is at the end of the image from before: see there whether"
            + " anything of it is missed");
  }

  private String image(Entry entry) {
    return "\n# as it was when it was changed, and not as above\n"
        + new ImageText(layout).of(entry);
  }
}
