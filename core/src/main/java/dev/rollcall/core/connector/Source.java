// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.connector;

import dev.rollcall.core.model.Identity;
import java.util.List;
import java.util.function.Consumer;

/// The side that is read as truth.
public interface Source extends AutoCloseable {
  /// The system's name in the configuration: `hr`.
  String name();

  /// What kind of system it is, for people: `PostgreSQL`. May be known only after the first read.
  String kind();

  /// Whether it delivers what is not there yet, but would be once a plan was applied. A plan made
  /// from such a source is for looking at only.
  default boolean foreseen() {
    return false;
  }

  /// Delivers every identity, in any order and on the calling thread, and ends with the proof that
  /// nothing is missing, or throws. Values are delivered as they are, absent ones as empty lists,
  /// empty strings left out. A row that cannot be read fails the whole read.
  CompleteRead read(SourceRequest request, Consumer<Identity> each) throws ReadFailed;

  /// Tries what a run will need (reach, sign in, read one page, the columns) and says what it
  /// found.
  List<Finding> check(SourceRequest request);

  @Override
  void close();
}
