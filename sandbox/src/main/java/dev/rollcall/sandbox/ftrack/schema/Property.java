// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.schema;

import java.util.Optional;
import java.util.Set;

/// One attribute of an entity type.
public sealed interface Property {
  String name();

  Optional<String> alias();

  Set<Mark> marks();

  default boolean is(Mark mark) {
    return marks().contains(mark);
  }

  /// Whether rows of the type hold a value of their own for it.
  default boolean isStored() {
    return switch (this) {
      case Column _, Linked _ -> true;
      case One _, Many _ -> false;
    };
  }

  enum Mark {
    REQUIRED,
    IMMUTABLE,
    COMPUTED,
    RESTRICTED,
    INDEXED,
    COMMON
  }

  enum Kind {
    TEXT,
    FLAG,
    INTEGER,
    NUMBER,
    VARIABLE,
    MOMENT,
    JSON,
    OBJECT,
    KEY
  }

  /// A single value.
  ///
  /// @param references the entity type whose id it holds
  /// @param fallback what a row gets when nothing is said; the text `{uid}` stands for a new id
  record Column(
      String name,
      Optional<String> alias,
      Set<Mark> marks,
      Kind kind,
      Optional<String> references,
      Optional<String> fallback)
      implements Property {
    public Column {
      marks = Set.copyOf(marks);
    }
  }

  /// The entity that the column `by` of the same row names.
  record One(String name, Optional<String> alias, Set<Mark> marks, String target, String by)
      implements Property {
    public One {
      marks = Set.copyOf(marks);
    }
  }

  /// The entities whose column `by` names this row.
  ///
  /// @param only keeps those where a column holds a certain text
  /// @param mapped whether clients see them as a dictionary from `key` to `value`
  record Many(
      String name,
      Optional<String> alias,
      Set<Mark> marks,
      String target,
      String by,
      Optional<Only> only,
      boolean mapped)
      implements Property {
    public Many {
      marks = Set.copyOf(marks);
    }
  }

  record Only(String column, String text) {}

  /// Entities listed in the row itself, from many to many.
  record Linked(String name, Optional<String> alias, Set<Mark> marks, String target)
      implements Property {
    public Linked {
      marks = Set.copyOf(marks);
    }
  }
}
