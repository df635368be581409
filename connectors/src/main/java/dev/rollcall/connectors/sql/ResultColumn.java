// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// One column of a result.
///
/// @param index counted from 1
/// @param type from [java.sql.Types]
/// @param typeName the database's own name of it, in lower case
record ResultColumn(int index, String label, int type, String typeName, int precision) {
  static List<ResultColumn> of(ResultSetMetaData result) throws SQLException {
    List<ResultColumn> columns = new ArrayList<>();
    for (int i = 1; i <= result.getColumnCount(); i++) {
      columns.add(
          new ResultColumn(
              i,
              result.getColumnLabel(i),
              result.getColumnType(i),
              String.valueOf(result.getColumnTypeName(i)).toLowerCase(Locale.ROOT),
              result.getPrecision(i)));
    }
    return columns;
  }
}
