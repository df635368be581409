// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.hub.EventHub;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;

/// The faults that are switched on.
public final class Faults implements EventHub.Silence {
  private final List<Armed> armed = new ArrayList<>();

  private record Armed(Fault fault, Trigger trigger) {
    boolean isUsedUp() {
      return trigger.times().equals(OptionalInt.of(0));
    }

    Armed spent() {
      Trigger left =
          trigger.after() > 0
              ? trigger.after(trigger.after() - 1)
              : new Trigger(
                  OptionalInt.of(trigger.times().orElseThrow() - 1),
                  0,
                  trigger.action(),
                  trigger.entityType());
      return new Armed(fault, left);
    }
  }

  /// Switches a fault on. Faults of one kind with different triggers live side by side.
  public synchronized Faults add(Fault fault, Trigger trigger) {
    armed.add(new Armed(fault, trigger));
    return this;
  }

  public synchronized void clear() {
    armed.clear();
  }

  /// What is switched on and not used up, as lines for people.
  public synchronized List<String> listed() {
    return armed.stream().map(each -> each.fault() + " " + each.trigger()).toList();
  }

  /// The faults that happen to a call. Each of them counts as having happened.
  synchronized ActiveFaults take(List<Operation> operations) {
    List<ActiveFaults.Active> active = new ArrayList<>();
    List<Armed> left = new ArrayList<>();
    Iterator<Armed> each = armed.iterator();
    while (each.hasNext()) {
      Armed next = each.next();
      if (!concerns(next, operations)) {
        left.add(next);
        continue;
      }
      if (next.trigger().after() == 0) {
        active.add(new ActiveFaults.Active(next.fault(), next.trigger()));
      }
      boolean counts = next.trigger().after() > 0 || next.trigger().times().isPresent();
      left.add(counts ? next.spent() : next);
    }
    armed.clear();
    left.stream().filter(item -> !item.isUsedUp()).forEach(armed::add);
    return new ActiveFaults(active);
  }

  @Override
  public synchronized boolean swallowsEvent() {
    for (int at = 0; at < armed.size(); at++) {
      Armed each = armed.get(at);
      if (each.fault() instanceof Fault.EventSilence) {
        boolean counts = each.trigger().after() > 0 || each.trigger().times().isPresent();
        armed.set(at, counts ? each.spent() : each);
        armed.removeIf(Armed::isUsedUp);
        return each.trigger().after() == 0;
      }
    }
    return false;
  }

  @Override
  public synchronized boolean swallowsHeartbeat() {
    return armed.stream()
        .anyMatch(each ->
            each.trigger().after() == 0
                && each.fault() instanceof Fault.EventSilence(boolean heartbeats)
                && !heartbeats);
  }

  private static boolean concerns(Armed armed, List<Operation> operations) {
    boolean unfiltered =
        armed.trigger().action().isEmpty() && armed.trigger().entityType().isEmpty();
    return switch (armed.fault()) {
      case Fault.Latency _,
          Fault.HtmlError _,
          Fault.Unavailable _,
          Fault.TooManyRequests _,
          Fault.DroppedBefore _,
          Fault.DroppedAfter _,
          Fault.Truncated _,
          Fault.KeyExpired _ ->
          unfiltered || operations.stream().anyMatch(armed.trigger()::fits);
      case Fault.EventSilence _ -> false;
      case Fault.Reordered _ ->
          operations.size() > 1 && operations.stream().anyMatch(armed.trigger()::fits);
      case Fault.PermissionDenied _,
          Fault.LoginTaken _,
          Fault.NoSeats _,
          Fault.PageRepeated _,
          Fault.PageSkipped _,
          Fault.JobFails _ ->
          operations.stream()
              .anyMatch(each -> ActiveFaults.hits(armed.fault(), armed.trigger(), each));
    };
  }
}
