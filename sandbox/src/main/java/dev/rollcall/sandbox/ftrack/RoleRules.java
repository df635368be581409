// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.ServerRules.Again;
import dev.rollcall.sandbox.ftrack.ServerRules.RoleAnswer;

/// What is not known about the actions that give and take security roles.
///
/// @param coversOpenProjects whether a role is valid on all open projects when it is given
/// @param answer what the actions answer
/// @param roleAgain what happens when a role is given that is there, or taken that is not
/// @param projectAgain the same for the projects on which a role is valid
/// @param lastAdministratorStays whether the last active administrator is protected
/// @param hidesPrivateProjects whether queries find only those private projects that a role of the
///   caller is valid on
public record RoleRules(
    boolean coversOpenProjects,
    RoleAnswer answer,
    Again roleAgain,
    Again projectAgain,
    boolean lastAdministratorStays,
    boolean hidesPrivateProjects) {

  static RoleRules usual() {
    return new RoleRules(false, RoleAnswer.TRUE, Again.REFUSED, Again.IGNORED, false, false);
  }

  public RoleRules withCoversOpenProjects(boolean changed) {
    return new RoleRules(
        changed, answer, roleAgain, projectAgain, lastAdministratorStays, hidesPrivateProjects);
  }

  public RoleRules withAnswer(RoleAnswer changed) {
    return new RoleRules(
        coversOpenProjects,
        changed,
        roleAgain,
        projectAgain,
        lastAdministratorStays,
        hidesPrivateProjects);
  }

  public RoleRules withRoleAgain(Again changed) {
    return new RoleRules(
        coversOpenProjects,
        answer,
        changed,
        projectAgain,
        lastAdministratorStays,
        hidesPrivateProjects);
  }

  public RoleRules withProjectAgain(Again changed) {
    return new RoleRules(
        coversOpenProjects,
        answer,
        roleAgain,
        changed,
        lastAdministratorStays,
        hidesPrivateProjects);
  }

  public RoleRules withLastAdministratorStays(boolean changed) {
    return new RoleRules(
        coversOpenProjects, answer, roleAgain, projectAgain, changed, hidesPrivateProjects);
  }

  public RoleRules withHidesPrivateProjects(boolean changed) {
    return new RoleRules(
        coversOpenProjects, answer, roleAgain, projectAgain, lastAdministratorStays, changed);
  }
}
