// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal.Reason;
import java.util.Optional;
import java.util.OptionalInt;

/// How the server behaves where nobody has written down what a real one does. A client is right
/// only if it is right with every answer.
///
/// @param logins whether logins that differ in letter case only are the same login
/// @param takenLogin what a second account with a login is refused with
/// @param noSeat what one more active user than there are seats is refused with
/// @param deletion what happens to what belongs to a user or a group that is deleted
/// @param sameGroupNames whether two groups may have one name
/// @param roleOfNewUsers the security role that the server gives to everybody who is created
/// @param newRoleCoversOpenProjects whether a role is valid on all open projects when it is given
/// @param roleAnswer what the role actions answer
/// @param largestBatch the most operations in a call
/// @param longestText the most characters in a login, a name or an e-mail address
/// @param groupMetadata whether metadata can be kept for groups
public record ServerRules(
    Logins logins,
    Reason takenLogin,
    Reason noSeat,
    Deletion deletion,
    boolean sameGroupNames,
    Optional<String> roleOfNewUsers,
    boolean newRoleCoversOpenProjects,
    RoleAnswer roleAnswer,
    OptionalInt largestBatch,
    int longestText,
    boolean groupMetadata) {

  public enum Logins {
    IGNORE_CASE,
    EXACT
  }

  public enum Deletion {
    TAKES_ALL_ALONG,
    REFUSED_WHILE_USED
  }

  public enum RoleAnswer {
    TRUE,
    ENTITY,
    NOTHING
  }

  public static ServerRules usual() {
    return new ServerRules(
        Logins.IGNORE_CASE,
        Reason.INTEGRITY,
        Reason.VALIDATION,
        Deletion.TAKES_ALL_ALONG,
        true,
        Optional.of("User"),
        false,
        RoleAnswer.TRUE,
        OptionalInt.empty(),
        255,
        true);
  }

  public ServerRules withLogins(Logins changed) {
    return new ServerRules(
        changed,
        takenLogin,
        noSeat,
        deletion,
        sameGroupNames,
        roleOfNewUsers,
        newRoleCoversOpenProjects,
        roleAnswer,
        largestBatch,
        longestText,
        groupMetadata);
  }

  public ServerRules withTakenLogin(Reason changed) {
    return new ServerRules(
        logins,
        changed,
        noSeat,
        deletion,
        sameGroupNames,
        roleOfNewUsers,
        newRoleCoversOpenProjects,
        roleAnswer,
        largestBatch,
        longestText,
        groupMetadata);
  }

  public ServerRules withNoSeat(Reason changed) {
    return new ServerRules(
        logins,
        takenLogin,
        changed,
        deletion,
        sameGroupNames,
        roleOfNewUsers,
        newRoleCoversOpenProjects,
        roleAnswer,
        largestBatch,
        longestText,
        groupMetadata);
  }

  public ServerRules withDeletion(Deletion changed) {
    return new ServerRules(
        logins,
        takenLogin,
        noSeat,
        changed,
        sameGroupNames,
        roleOfNewUsers,
        newRoleCoversOpenProjects,
        roleAnswer,
        largestBatch,
        longestText,
        groupMetadata);
  }

  public ServerRules withSameGroupNames(boolean changed) {
    return new ServerRules(
        logins,
        takenLogin,
        noSeat,
        deletion,
        changed,
        roleOfNewUsers,
        newRoleCoversOpenProjects,
        roleAnswer,
        largestBatch,
        longestText,
        groupMetadata);
  }

  public ServerRules withRoleOfNewUsers(Optional<String> changed) {
    return new ServerRules(
        logins,
        takenLogin,
        noSeat,
        deletion,
        sameGroupNames,
        changed,
        newRoleCoversOpenProjects,
        roleAnswer,
        largestBatch,
        longestText,
        groupMetadata);
  }

  public ServerRules withNewRoleCoversOpenProjects(boolean changed) {
    return new ServerRules(
        logins,
        takenLogin,
        noSeat,
        deletion,
        sameGroupNames,
        roleOfNewUsers,
        changed,
        roleAnswer,
        largestBatch,
        longestText,
        groupMetadata);
  }

  public ServerRules withRoleAnswer(RoleAnswer changed) {
    return new ServerRules(
        logins,
        takenLogin,
        noSeat,
        deletion,
        sameGroupNames,
        roleOfNewUsers,
        newRoleCoversOpenProjects,
        changed,
        largestBatch,
        longestText,
        groupMetadata);
  }

  public ServerRules withLargestBatch(OptionalInt changed) {
    return new ServerRules(
        logins,
        takenLogin,
        noSeat,
        deletion,
        sameGroupNames,
        roleOfNewUsers,
        newRoleCoversOpenProjects,
        roleAnswer,
        changed,
        longestText,
        groupMetadata);
  }

  public ServerRules withGroupMetadata(boolean changed) {
    return new ServerRules(
        logins,
        takenLogin,
        noSeat,
        deletion,
        sameGroupNames,
        roleOfNewUsers,
        newRoleCoversOpenProjects,
        roleAnswer,
        largestBatch,
        longestText,
        changed);
  }
}
