// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.query.Query;
import java.util.List;
import java.util.Optional;

/// The faults that happen to one call.
record ActiveFaults(List<Active> faults) {
  record Active(Fault fault, Trigger trigger) {}

  static final ActiveFaults NONE = new ActiveFaults(List.of());

  ActiveFaults {
    faults = List.copyOf(faults);
  }

  /// The fault of that kind that happens to the call as a whole.
  <T extends Fault> Optional<T> find(Class<T> kind) {
    return faults.stream().map(Active::fault).filter(kind::isInstance).map(kind::cast).findFirst();
  }

  /// Whether a fault of that kind happens to an operation.
  boolean hit(Class<? extends Fault> kind, Operation operation) {
    return faults.stream()
        .filter(active -> kind.isInstance(active.fault()))
        .anyMatch(active -> hits(active.fault(), active.trigger(), operation));
  }

  static boolean hits(Fault fault, Trigger trigger, Operation operation) {
    return trigger.fits(operation)
        && switch (fault) {
          case Fault.LoginTaken _ -> isUserWrite(operation) && operation.data().has("username");
          case Fault.NoSeats _ ->
              isUserWrite(operation) && operation.data().path("is_active").asBoolean(false);
          case Fault.PageRepeated _, Fault.PageSkipped _ ->
              operation.query().filter(Query::goesOn).isPresent();
          case Fault.JobFails _ -> operation.action().equals("delayed_job");
          case Fault.EventSilence _ -> false;
          case Fault.PermissionDenied _,
              Fault.Latency _,
              Fault.HtmlError _,
              Fault.Unavailable _,
              Fault.TooManyRequests _,
              Fault.DroppedBefore _,
              Fault.DroppedAfter _,
              Fault.Truncated _,
              Fault.KeyExpired _,
              Fault.Reordered _ ->
              true;
        };
  }

  private static boolean isUserWrite(Operation operation) {
    return operation.entityType().equals("User")
        && (operation.action().equals("create") || operation.action().equals("update"));
  }
}
