// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Schema;
import dev.rollcall.sandbox.ftrack.schema.Value;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// All rows of a server. Reading and writing happen inside `read` and `write`.
public final class Store {
  private static final int MOST_COMMON_TEXTS = 4096;

  private record Undo(EntityType type, String key, Optional<Row> before) {}

  private final Schema schema;
  private final Map<EntityType, Table> tables = new HashMap<>();
  private final Map<Value, Value> common = new HashMap<>();
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Deque<Undo> undo = new ArrayDeque<>();
  private long version;

  public Store(Schema schema) {
    this.schema = schema;
    for (EntityType type : schema.types()) {
      if (!type.isAbstract()) {
        tables.put(type, new Table(type));
      }
    }
  }

  public Schema schema() {
    return schema;
  }

  /// Grows with every change of any row.
  public long version() {
    return version;
  }

  /// Does something that changes nothing, beside others that do the same.
  public <T> T read(Supplier<T> work) {
    lock.readLock().lock();
    try {
      return work.get();
    } finally {
      lock.readLock().unlock();
    }
  }

  /// Does something wholly or, when it throws, not at all.
  public <T> T write(Supplier<T> work) {
    return write(work, _ -> {});
  }

  /// The same; and tells what has changed, before anybody else can change it again.
  public <T> T write(Supplier<T> work, Consumer<Supplier<List<Change>>> told) {
    lock.writeLock().lock();
    boolean done = false;
    try {
      T result = work.get();
      done = true;
      told.accept(this::changes);
      return result;
    } finally {
      if (!done) {
        rollBack();
      }
      undo.clear();
      lock.writeLock().unlock();
    }
  }

  private List<Change> changes() {
    Map<EntityType, Map<String, Optional<Row>>> first = new LinkedHashMap<>();
    undo.descendingIterator()
        .forEachRemaining(step ->
            first
                .computeIfAbsent(step.type(), _ -> new LinkedHashMap<>())
                .putIfAbsent(step.key(), step.before()));
    List<Change> changes = new ArrayList<>();
    first.forEach((type, rows) ->
        rows.forEach((key, before) -> {
          Optional<Row> after = table(type).find(key);
          if (before.isPresent() || after.isPresent()) {
            changes.add(new Change(before, after));
          }
        }));
    return changes;
  }

  private void rollBack() {
    while (!undo.isEmpty()) {
      Undo step = undo.pop();
      Table table = table(step.type());
      step.before()
          .ifPresentOrElse(row -> table.put(step.key(), row), () -> table.remove(step.key()));
      version++;
    }
  }

  public void put(Row row) {
    String key = row.key();
    undo.push(new Undo(row.type(), key, table(row.type()).put(key, row)));
    version++;
  }

  public void remove(Row row) {
    String key = row.key();
    undo.push(new Undo(row.type(), key, table(row.type()).remove(key)));
    version++;
  }

  /// The stored row of the type, or of one of its subtypes, with that key.
  public Optional<Row> find(EntityType type, String key) {
    if (!type.isAbstract()) {
      return table(type).find(key);
    }
    return type.concrete().stream().flatMap(each -> table(each).find(key).stream()).findFirst();
  }

  public Optional<Row> find(String type, String key) {
    return find(schema.named(type), key);
  }

  /// The stored rows of one concrete type.
  public Collection<Row> rows(EntityType type) {
    return table(type).rows();
  }

  public Collection<Row> rows(String type) {
    return rows(schema.named(type));
  }

  /// Rows of a concrete type that may have the text in a column; empty when there is no such index.
  public Optional<Collection<Row>> near(EntityType type, String column, String text) {
    Table table = table(type);
    if (type.key().equals(List.of(column))) {
      return Optional.of(table.find(text).stream().toList());
    }
    return table.index(column).map(index -> index.near(text));
  }

  /// One object for all equal values, for columns in which few values repeat.
  public Value shared(Value value) {
    Value known = common.get(value);
    if (known != null) {
      return known;
    }
    if (common.size() < MOST_COMMON_TEXTS) {
      common.put(value, value);
    }
    return value;
  }

  private Table table(EntityType type) {
    Table table = tables.get(type);
    if (table == null) {
      throw new IllegalArgumentException(type + " has no rows of its own");
    }
    return table;
  }
}
