// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import dev.rollcall.core.model.Grant;
import dev.rollcall.core.model.Project;
import dev.rollcall.core.model.Role;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/// A target in which accounts hold roles, everywhere or on single projects, and projects have
/// teams. It grants and takes them by [dev.rollcall.core.plan.Change.Members] whose subject's
/// anchor is that of a [Grant].
public interface RoleTarget extends Target {
  /// The roles that can be given to people. Asks the system at most once.
  List<Role> roles() throws ReadFailed;

  /// The projects there are, whatever their state. Asks the system at most once.
  List<Project> projects() throws ReadFailed;

  /// Delivers who holds these, as the references of accounts that the target's groups would use, on
  /// the calling thread, and ends with the proof that nothing is missing, or throws.
  CompleteRead readGrants(Set<Grant> wanted, BiConsumer<Grant, String> each) throws ReadFailed;
}
