// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import com.unboundid.ldap.sdk.Entry;
import dev.rollcall.core.connector.Source;
import dev.rollcall.testkit.SourceContract;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;

class LdifContractTest implements SourceContract {
  @TempDir private Path folder;

  @Override
  public Source source() {
    String content = PEOPLE.stream().map(LdifContractTest::entry).collect(Collectors.joining("\n"));
    return TestFile.of(folder, "hr.ldif.gz", TestFile.packed("version: 1\n\n" + content)).source();
  }

  private static String entry(List<String> person) {
    Entry entry = new Entry("uid=" + person.get(0) + ",dc=example");
    entry.addAttribute("uid", person.get(0));
    entry.addAttribute("cn", person.get(1));
    if (!person.get(2).isEmpty()) {
      entry.addAttribute("mail", person.get(2));
    }
    return entry.toLDIFString(76);
  }

  @Override
  public List<String> names() {
    return List.of("uid", "cn", "mail");
  }

  @Override
  public Source unreachable() {
    return new TestFile(folder.resolve("nobody.ldif")).source();
  }

  @Override
  public boolean hasColumns() {
    return false;
  }
}
