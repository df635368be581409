// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import dev.rollcall.core.model.Identity;
import java.util.List;
import java.util.function.BiConsumer;

/// A source that knows groups and who is in them.
///
/// A group names its members by *references*. They are found among the values that people, and
/// groups inside groups, have in the [#memberColumns()]: a DN, a login, a row's number.
public interface GroupSource extends Source {
  /// The columns of people and of groups that hold what groups name members by: `dn` and `uid` in a
  /// directory. Whoever reads people for their groups asks for these too.
  List<String> memberColumns();

  /// The same columns of groups that can be inside groups; none where they cannot.
  default List<String> nestedColumns() {
    return memberColumns();
  }

  /// The form in which two references to the same member are the same text.
  String reference(String value);

  /// The same of a reference to a group inside another: groups may be numbered like people.
  default String nestedReference(String value) {
    return reference(value);
  }

  /// Delivers every group with the references of its direct members, each in the form of
  /// [#reference(String)], on the calling thread and after everybody was read; ends with the proof
  /// that nothing is missing, or throws. A group inside the group is one more member. Members of
  /// whom nobody knows whether they exist are delivered too.
  ///
  /// @param request the columns of the groups; `since` is empty
  CompleteRead readGroups(SourceRequest request, BiConsumer<Identity, List<String>> each)
      throws ReadFailed;

  /// Tries what a run will need for groups and says what it found.
  List<Finding> checkGroups(SourceRequest request);
}
