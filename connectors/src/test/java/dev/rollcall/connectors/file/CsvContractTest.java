// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.connector.Source;
import dev.rollcall.testkit.SourceContract;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

class CsvContractTest implements SourceContract {
  @TempDir private Path folder;

  @Override
  public Source source() {
    String lines =
        PEOPLE.stream()
            .map(person ->
                person.stream()
                    .map(value -> '"' + value.replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining(",")))
            .collect(Collectors.joining("\r\n"));
    return TestFile.of(folder, "hr.csv", "id,name,mail\r\n" + lines).source();
  }

  @Override
  public List<String> names() {
    return List.of("id", "name", "mail");
  }

  @Override
  public Source unreachable() {
    return new TestFile(folder.resolve("nobody.csv")).source();
  }
}
