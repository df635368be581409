// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.testkit.TargetContract;
import dev.rollcall.testkit.TargetUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class CsvTargetContractTest implements TargetContract {
  @TempDir private Path folder;
  private Optional<TargetUnderTest> under = Optional.empty();

  @BeforeEach
  void open() {
    Path file = folder.resolve("accounts.csv");
    FileSettings settings =
        new FileSettings("export", file, Optional.empty(), ',', Optional.of("|"));
    under =
        Optional.of(
            new People(file, new FileTarget(settings, new FileAccounts("uid", Optional.empty()))));
  }

  @Override
  public TargetUnderTest under() {
    return under.orElseThrow();
  }

  private record People(Path file, Target target) implements ExportedPeople {
    @Override
    public void meddle(AccountKey account, String attribute, String value) throws Exception {
      List<String> lines =
          Files.readAllLines(file).stream()
              .map(line -> line.contains("," + account + ",") ? line.replace(NAME, value) : line)
              .toList();
      Files.write(file, lines);
    }
  }
}
