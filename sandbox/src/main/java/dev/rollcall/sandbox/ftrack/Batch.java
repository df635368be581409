// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.store.EntityWriter;
import dev.rollcall.sandbox.ftrack.store.Store;
import dev.rollcall.sandbox.ftrack.store.View;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Does the operations of one call, all of them or none.
final class Batch {
  private final Store store;
  private final View view;
  private final Accounts accounts;
  private final Actions actions;
  private final Announcements announcements;
  private final RulesInForce rules;
  private final JsonMapper json = JsonMapper.shared();

  /// How a call is to be answered.
  ///
  /// @param clientToken what the caller recognises the events by that come of its own changes
  /// @param base where the caller reaches the server
  /// @param strict whether the caller asked for strict answers
  /// @param repeats whether entities are written out wherever they appear
  record Request(
      String username,
      String key,
      Optional<String> clientToken,
      URI base,
      boolean strict,
      boolean repeats,
      List<Operation> operations,
      ActiveFaults faults) {}

  Batch(
      View view,
      Accounts accounts,
      Actions actions,
      Announcements announcements,
      RulesInForce rules) {
    this.announcements = announcements;
    this.store = view.store();
    this.view = view;
    this.accounts = accounts;
    this.actions = actions;
    this.rules = rules;
  }

  /// @return the results as a JSON array
  byte[] run(Request request) {
    boolean writes = request.operations().stream().anyMatch(Operation::changesSomething);
    List<Runnable> afterwards = new ArrayList<>();
    byte[] results =
        writes
            ? store.write(
                () -> results(request, afterwards),
                changes ->
                    announcements.announce(changes, request.username(), request.clientToken()))
            : store.read(() -> results(request, afterwards));
    afterwards.forEach(Runnable::run);
    return results;
  }

  private byte[] results(Request request, List<Runnable> afterwards) {
    if (request.faults().find(Fault.KeyExpired.class).isPresent()) {
      throw Accounts.refused();
    }
    Accounts.Caller caller = accounts.caller(request.username(), request.key());
    List<Operation> operations = request.operations();
    int most = rules.now().calls().largestBatch().orElse(operations.size());
    if (operations.size() > most) {
      throw Refusal.invalid(
          operations.size() + " operations in one call; " + most + " are allowed");
    }
    Doing doing = new Doing(request, caller, new EntityWriter(view, request.repeats()), afterwards);
    boolean reordered = request.faults().find(Fault.Reordered.class).isPresent();
    return reordered ? updatesFirst(doing) : inOrder(doing);
  }

  /// A call while it is done.
  private record Doing(
      Request request, Accounts.Caller caller, EntityWriter writer, List<Runnable> afterwards) {
    Call writing(JsonGenerator out) {
      return new Call(
          caller, request.faults(), request.base(), request.strict(), writer, out, afterwards);
    }
  }

  private byte[] inOrder(Doing doing) {
    ByteArrayOutputStream results = new ByteArrayOutputStream();
    try (JsonGenerator out = json.createGenerator(results)) {
      Call call = doing.writing(out);
      out.writeStartArray();
      doing.request().operations().forEach(operation -> actions.perform(operation, call));
      out.writeEndArray();
    }
    return results.toByteArray();
  }

  /// Done in another order, answered in the right one.
  private byte[] updatesFirst(Doing doing) {
    List<Operation> operations = doing.request().operations();
    Comparator<Integer> updatesFirst =
        Comparator.comparing(index -> !operations.get(index).action().equals("update"));
    SortedMap<Integer, ByteArrayOutputStream> results = new TreeMap<>();
    IntStream.range(0, operations.size())
        .boxed()
        .sorted(updatesFirst)
        .forEach(index -> {
          ByteArrayOutputStream result = new ByteArrayOutputStream();
          try (JsonGenerator out = json.createGenerator(result)) {
            actions.perform(operations.get(index), doing.writing(out));
          }
          results.put(index, result);
        });
    return joined(results);
  }

  private static byte[] joined(SortedMap<Integer, ByteArrayOutputStream> results) {
    int size = 1 + results.values().stream().mapToInt(result -> result.size() + 1).sum();
    ByteArrayOutputStream all = new ByteArrayOutputStream(size);
    byte separator = '[';
    for (ByteArrayOutputStream result : results.values()) {
      all.write(separator);
      all.writeBytes(result.toByteArray());
      separator = ',';
    }
    all.writeBytes((results.isEmpty() ? "[]" : "]").getBytes(StandardCharsets.US_ASCII));
    return all.toByteArray();
  }
}
