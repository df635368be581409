// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Kind;
import java.util.List;
import java.util.Set;

/// A target with its real server behind it, as [TargetContract] needs it.
public interface TargetUnderTest {
  /// The target; the same one for the whole of a test, closed by whoever made it.
  Target target();

  /// The managed attributes.
  List<String> attributes();

  /// A complete and good new account with this login, of no attributes but [#attributes()].
  Attributes person(String login);

  /// The same, but so that the server refuses it.
  Attributes unacceptable(String login);

  /// The attribute that holds the login.
  String naming();

  /// A single-valued text attribute that [#person(String)] gives a value and that may be changed
  /// freely.
  String plain();

  /// Changes an attribute in the server, behind the target's back.
  void meddle(AccountKey account, String attribute, String value) throws Exception;

  /// The kinds of change that this target can make.
  default Set<Kind> kinds() {
    return Kind.OF_USERS;
  }
}
