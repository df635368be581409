// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal.Reason;
import java.util.Optional;
import java.util.OptionalInt;

/// How the server behaves where nobody has written down what a real one does. A client is right
/// only if it is right with every answer.
///
/// @param deletion what happens to what belongs to a user or a group that is deleted
public record ServerRules(
    AccountRules accounts,
    GroupRules groups,
    RoleRules roles,
    AttributeRules attributes,
    CallRules calls,
    Deletion deletion) {

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

  /// What happens when something is asked for that is so already.
  public enum Again {
    REFUSED,
    IGNORED
  }

  public static ServerRules usual() {
    return new ServerRules(
        AccountRules.usual(),
        GroupRules.usual(),
        RoleRules.usual(),
        AttributeRules.usual(),
        CallRules.usual(),
        Deletion.TAKES_ALL_ALONG);
  }

  public ServerRules withAccounts(AccountRules changed) {
    return new ServerRules(changed, groups, roles, attributes, calls, deletion);
  }

  public ServerRules withGroups(GroupRules changed) {
    return new ServerRules(accounts, changed, roles, attributes, calls, deletion);
  }

  public ServerRules withRoles(RoleRules changed) {
    return new ServerRules(accounts, groups, changed, attributes, calls, deletion);
  }

  public ServerRules withAttributes(AttributeRules changed) {
    return new ServerRules(accounts, groups, roles, changed, calls, deletion);
  }

  public ServerRules withCalls(CallRules changed) {
    return new ServerRules(accounts, groups, roles, attributes, changed, deletion);
  }

  public ServerRules withDeletion(Deletion changed) {
    return new ServerRules(accounts, groups, roles, attributes, calls, changed);
  }

  public ServerRules withLogins(Logins changed) {
    return withAccounts(accounts.withLogins(changed));
  }

  public ServerRules withTakenLogin(Reason changed) {
    return withAccounts(accounts.withTakenLogin(changed));
  }

  public ServerRules withNoSeat(Reason changed) {
    return withAccounts(accounts.withNoSeat(changed));
  }

  public ServerRules withRoleOfNewUsers(Optional<String> changed) {
    return withAccounts(accounts.withFirstRole(changed));
  }

  public ServerRules withSameGroupNames(boolean changed) {
    return withGroups(groups.withSameNames(changed));
  }

  public ServerRules withGroupMetadata(boolean changed) {
    return withGroups(groups.withMetadata(changed));
  }

  public ServerRules withNewRoleCoversOpenProjects(boolean changed) {
    return withRoles(roles.withCoversOpenProjects(changed));
  }

  public ServerRules withRoleAnswer(RoleAnswer changed) {
    return withRoles(roles.withAnswer(changed));
  }

  public ServerRules withLargestBatch(OptionalInt changed) {
    return withCalls(calls.withLargestBatch(changed));
  }
}
