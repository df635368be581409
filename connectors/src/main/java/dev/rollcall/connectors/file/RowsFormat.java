// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.connector.ReadFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/// A format of files that accounts are kept in.
sealed interface RowsFormat permits CsvRows, LdifRows {
  FileRows read(BufferedReader text) throws ReadFailed, IOException;

  /// Those of a file that is not there yet.
  FileRows empty();

  /// Writes some of the rows, or all of them.
  void write(List<FileRow> some, FileRows rows, Writer out) throws IOException;
}
