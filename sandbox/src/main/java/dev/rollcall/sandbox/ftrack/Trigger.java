// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import java.util.Optional;
import java.util.OptionalInt;

/// When a fault happens: on which requests, and how often.
///
/// @param times how many requests it happens to; empty for all
/// @param after how many requests it lets pass before
/// @param action the action that an operation of the request must have
/// @param entityType the entity type that the same operation must be about
public record Trigger(
    OptionalInt times, int after, Optional<String> action, Optional<String> entityType) {

  public static Trigger always() {
    return new Trigger(OptionalInt.empty(), 0, Optional.empty(), Optional.empty());
  }

  public static Trigger once() {
    return next(1);
  }

  public static Trigger next(int requests) {
    return new Trigger(OptionalInt.of(requests), 0, Optional.empty(), Optional.empty());
  }

  public Trigger after(int requests) {
    return new Trigger(times, requests, action, entityType);
  }

  public Trigger onAction(String name) {
    return new Trigger(times, after, Optional.of(name), entityType);
  }

  public Trigger onEntityType(String name) {
    return new Trigger(times, after, action, Optional.of(name));
  }

  boolean fits(Operation operation) {
    return action.map(operation.action()::equals).orElse(true)
        && entityType.map(operation.entityType()::equals).orElse(true);
  }
}
