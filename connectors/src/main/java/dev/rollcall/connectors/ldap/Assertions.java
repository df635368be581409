// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import com.unboundid.ldap.sdk.controls.AssertionRequestControl;
import dev.rollcall.connectors.ldap.LdapAccounts.DisableBy;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Edit;
import dev.rollcall.core.plan.Subject;
import java.util.ArrayList;
import java.util.List;

/// What has to be so that a request may be carried out, as the assertion control (RFC 4528): the
/// entry is still the one that the plan saw, and what is edited still has its old values.
record Assertions(Layout layout) {
  /// That it is this account.
  void identity(UpdatableLDAPRequest request, Subject subject) {
    attach(request, identity(subject));
  }

  /// That it is this account, in the state that the plan saw.
  void state(UpdatableLDAPRequest request, Change change, List<Edit> edits) {
    List<Filter> filters = identity(change.subject());
    edits.forEach(edit -> before(edit, filters));
    switch (change) {
      case Change.Disable _ -> lock(filters, false);
      case Change.Enable _ -> lock(filters, true);
      case Change.Create _,
          Change.Rename _,
          Change.Update _,
          Change.Delete _,
          Change.Members _ -> {}
    }
    attach(request, filters);
  }

  /// Whether the assertion of a change cannot hold a second time: then a repeated attempt finds out
  /// that it was done.
  boolean tellDoneFromUndone(Change change) {
    boolean lock =
        layout
            .lock()
            .map(by ->
                switch (by) {
                  case DisableBy.Attribute(String name, String _, List<String> _) ->
                      layout.compares(name);
                  case DisableBy.Bit _ -> false;
                })
            .orElse(false);
    return switch (change) {
      case Change.Disable _, Change.Enable _ -> lock || !change.edits().isEmpty();
      case Change.Create _, Change.Rename _, Change.Update _, Change.Delete _, Change.Members _ ->
          true;
    };
  }

  private List<Filter> identity(Subject subject) {
    List<Filter> filters = new ArrayList<>();
    subject.account().map(layout::isAnchor).ifPresent(filters::add);
    return filters;
  }

  private void before(Edit edit, List<Filter> filters) {
    String name = edit.attribute();
    boolean adds = layout.model().attribute(name).accumulates();
    if (!layout.compares(name)) {
      return;
    }
    if (edit.before().isEmpty() && !adds) {
      filters.add(Filter.createNOTFilter(Filter.createPresenceFilter(name)));
    }
    edit.removed().forEach(value -> filters.add(layout.has(name, value)));
  }

  private void lock(List<Filter> filters, boolean shut) {
    layout
        .lock()
        .ifPresent(by -> {
          if (by instanceof DisableBy.Attribute(String name, String closed, List<String> _)
              && layout.compares(name)) {
            Filter closedNow = layout.has(name, closed);
            filters.add(shut ? closedNow : Filter.createNOTFilter(closedNow));
          }
        });
  }

  private void attach(UpdatableLDAPRequest request, List<Filter> filters) {
    if (!filters.isEmpty()) {
      request.addControl(new AssertionRequestControl(Filter.createANDFilter(filters)));
    }
  }
}
