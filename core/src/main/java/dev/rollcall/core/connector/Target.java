// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.core.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/// The side that is changed.
public interface Target extends AutoCloseable {
  /// The system's name in the configuration: `directory`.
  String name();

  /// What kind of system it is, for people: `OpenLDAP`. May be known only after the first request.
  String kind();

  /// What the target knows of its accounts; asks the system at most once.
  AccountModel model() throws ReadFailed;

  /// Delivers every account (or, with `request.only`, every one that is found), in any order and on
  /// the calling thread, each at most once, and ends with the proof that nothing is missing, or
  /// throws.
  CompleteRead read(AccountRequest request, Consumer<Account> each) throws ReadFailed;

  /// Applies changes that do not depend on each other, in any order or side by side, and answers
  /// for each in its place. Never throws for what the system says: that is an [Outcome]. Before it
  /// writes it makes sure that what it changes is still what the plan saw. One bad change costs
  /// itself only. Not called for the same target by two threads at once.
  List<Outcome> apply(List<Change> batch);

  /// What the owners of these accounts have made for their programs to sign in with, by name: keys
  /// that are forgotten when the account is closed. Those who have none are left out; a target that
  /// knows of no such keys, or does not tell, has none.
  default Map<AccountKey, List<String>> keysOf(List<Subject> accounts) throws ReadFailed {
    return Map.of();
  }

  /// Writes the whole accounts of these subjects, with more than the managed attributes, in the
  /// system's own notation (LDIF, JSON lines) to `out`: the image from before a run. Accounts that
  /// are gone are left out.
  void backup(List<Subject> touched, Appendable out) throws ReadFailed, IOException;

  /// The same for what is changed only because it refers to accounts of these changes: a group
  /// whose member gets another name. Nothing where the system itself keeps such references.
  default void backupReferring(List<Change> changes, Appendable out)
      throws ReadFailed, IOException {}

  /// Puts right what refers to accounts of these changes: they were made by a run that was killed,
  /// maybe before it came to that. Doing it again does nothing.
  ///
  /// @return what could not be put right
  default List<Problem> mend(List<Change> made) throws ReadFailed {
    return List.of();
  }

  /// The ending of files in that notation: `.ldif`, `.jsonl`.
  String backupEnding();

  /// The same for every account there is.
  CompleteRead backupAll(Appendable out) throws ReadFailed, IOException;

  /// Tries what a run will need (reach, sign in, read one page, the rights to make these kinds of
  /// change, the attributes) and says what it found. Changes nothing.
  List<Finding> check(AccountRequest request, Set<Kind> kinds);

  /// Tries the rights to write by requests that the system carries out except for the writing,
  /// where it has such, and says plainly where it has not. Changes nothing.
  default List<Finding> tryWriting(AccountRequest request, Set<Kind> kinds) {
    return List.of(
        new Finding.Good(
            "'%s' has no way to try more than this without writing".formatted(name())));
  }

  @Override
  void close();
}
