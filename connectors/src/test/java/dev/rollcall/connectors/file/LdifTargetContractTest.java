// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.testkit.TargetContract;
import dev.rollcall.testkit.TargetUnderTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

class LdifTargetContractTest implements TargetContract {
  @TempDir private Path folder;
  private Optional<TargetUnderTest> under = Optional.empty();

  @BeforeEach
  void open() {
    Path file = folder.resolve("accounts.ldif");
    FileSettings settings =
        new FileSettings("export", file, Optional.empty(), ',', Optional.empty());
    under =
        Optional.of(
            new People(
                file,
                new FileTarget(settings, new FileAccounts("uid", Optional.of("ou=people,dc=x")))));
  }

  @Override
  public TargetUnderTest under() {
    return under.orElseThrow();
  }

  private record People(Path file, Target target) implements ExportedPeople {
    @Override
    public void meddle(AccountKey account, String attribute, String value) throws Exception {
      String text = Files.readString(file);
      int from = text.indexOf("dn: uid=" + account + ",");
      int to = text.indexOf(NAME, from);
      Files.writeString(file, text.substring(0, to) + value + text.substring(to + NAME.length()));
    }
  }
}
