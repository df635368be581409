// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.query;

import dev.rollcall.sandbox.ftrack.query.Query.Path;
import java.util.List;
import java.util.Optional;

/// What has to be true of an entity.
public sealed interface Criterion {
  record And(List<Criterion> all) implements Criterion {
    public And {
      all = List.copyOf(all);
    }
  }

  record Or(List<Criterion> any) implements Criterion {
    public Or {
      any = List.copyOf(any);
    }
  }

  record Not(Criterion criterion) implements Criterion {}

  record Compare(Path path, Operator operator, Operand operand) implements Criterion {
    boolean isLowerBound() {
      return operator == Operator.AT_LEAST || operator == Operator.GREATER;
    }
  }

  /// Something is related this way, and what is said about it is true of one and the same thing.
  record Related(Path path, Optional<Criterion> criterion) implements Criterion {}

  enum Operator {
    IS,
    IS_NOT,
    GREATER,
    LESS,
    AT_LEAST,
    AT_MOST,
    IN,
    NOT_IN,
    LIKE,
    NOT_LIKE
  }

  sealed interface Operand {
    record One(Literal literal) implements Operand {}

    record Listed(List<Literal> literals) implements Operand {
      public Listed {
        literals = List.copyOf(literals);
      }
    }

    record Nested(Query query) implements Operand {}
  }

  /// A value as it was written; only a bare word can mean nothing, true or false.
  record Literal(String text, boolean quoted) {
    public boolean isNone() {
      return !quoted && (text.equalsIgnoreCase("none") || text.equalsIgnoreCase("null"));
    }
  }
}
