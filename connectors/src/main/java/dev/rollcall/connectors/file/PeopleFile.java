// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Identity;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/// A format of files that hold people.
sealed interface PeopleFile permits CsvFile, LdifFile {
  /// Delivers everybody in the file, and answers how many.
  long read(BufferedReader text, List<String> names, Consumer<Identity> each)
      throws ReadFailed, IOException;
}
