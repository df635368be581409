// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Makes identities of rows: just the columns that were asked for, in that order.
final class RowReader {
  private final Columns names;
  private final int[] indexes;
  private final Decoder[] decoders;
  private final List<ResultColumn> chosen;
  private final Dialect dialect;
  private final SqlProblems problems;

  RowReader(List<String> asked, List<ResultColumn> columns, Dialect dialect, SqlProblems problems)
      throws ReadFailed {
    this.chosen = new ArrayList<>();
    for (String name : asked) {
      chosen.add(column(name, columns, problems));
    }
    this.names = new Columns(asked);
    this.indexes = chosen.stream().mapToInt(ResultColumn::index).toArray();
    this.decoders = chosen.stream().map(dialect::decoder).toArray(Decoder[]::new);
    this.dialect = dialect;
    this.problems = problems;
  }

  /// The column of that name.
  static ResultColumn column(String name, List<ResultColumn> columns, SqlProblems problems)
      throws ReadFailed {
    List<String> labels = columns.stream().map(ResultColumn::label).toList();
    return switch (ColumnSearch.find(name, labels)) {
      case ColumnSearch.Found.At(int index) -> columns.get(index);
      case ColumnSearch.Found.Missing missing ->
          throw problems.noColumn(name, missing.nearest(), columns);
      case ColumnSearch.Found.Twice _ -> throw problems.columnTwice(name, columns);
    };
  }

  /// The identity of the row on which the result stands.
  ///
  /// @param number its place in the result, counted from 1
  Identity identity(ResultSet row, long number) throws ReadFailed {
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<String>[] values = new List[indexes.length];
    int i = 0;
    try {
      for (; i < indexes.length; i++) {
        values[i] = decoders[i].decode(row, indexes[i]);
      }
    } catch (SQLException | RuntimeException failure) {
      throw problems.value(number, names.names().get(i), failure);
    }
    return new Identity(names, Arrays.asList(values), "row " + number);
  }

  /// Gives the values of one column of each row, once more if it was asked for anyway.
  Watch watch(ResultColumn column) {
    int place = chosen.indexOf(column);
    if (place >= 0) {
      return (_, person, _) -> person.values().get(place);
    }
    Decoder decoder = dialect.decoder(column);
    return (row, _, number) -> {
      try {
        return decoder.decode(row, column.index());
      } catch (SQLException | RuntimeException failure) {
        throw problems.value(number, column.label(), failure);
      }
    };
  }

  /// Looks at one column of a row and of the identity that was made of it.
  @FunctionalInterface
  interface Watch {
    List<String> values(ResultSet row, Identity person, long number) throws ReadFailed;
  }
}
