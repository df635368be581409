// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportLscTest {
  private static final String LSC =
      Path.of("src/test/resources/lsc/lsc.xml").toAbsolutePath().toString();

  @TempDir private Path folder;

  @Test
  void writesTheFileAndSaysWhatToDecide() {
    Shell shell = new Shell(folder);

    Ran ran = shell.run("import", "lsc", LSC).expect(0);

    assertTrue(ran.out().startsWith("written: rollcall.yaml\n"), ran.out());
    assertTrue(ran.out().contains("\n  DIRECTORY_PASSWORD  the password of 'directory'\n"));
    assertTrue(ran.out().contains("\n  lsc.xml:103: the script of 'description' is not"));
    assertFalse(ran.out().contains("not complete"), ran.out());
    assertTrue(shell.text("rollcall.yaml").contains("employeeNumber: id"));
  }

  @Test
  void neverWritesOverAConfiguration() {
    Shell shell = new Shell(folder);
    shell.file("rollcall.yaml", "mine");

    shell.run("import", "lsc", LSC).stopped(3, "LSC-OUT-EXISTS");

    assertEquals("mine", shell.text("rollcall.yaml"));
  }

  @Test
  void saysWhatIsStillMissing() {
    Shell shell = new Shell(folder);
    shell.file(
        "lsc.xml",
        """
        <lsc><connections>
        <databaseConnection><name>db</name><url>jdbc:postgresql://db.example.com/hr</url>
        </databaseConnection>
        <ldapConnection><name>d</name><url>ldaps://d.example.com</url></ldapConnection>
        </connections>
        <tasks><task><name>t</name>
        <databaseSourceService><connection reference="db"/></databaseSourceService>
        <ldapDestinationService><connection reference="d"/></ldapDestinationService>
        <propertiesBasedSyncOptions/>
        </task></tasks></lsc>
        """);

    Ran ran = shell.run("import", "lsc", "lsc.xml", "-o", "new.yaml").expect(0);

    assertTrue(ran.out().contains("the file is not complete"), ran.out());
    assertTrue(ran.out().contains("add 'read: select ... from ...'"), ran.out());
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    new Shell(folder).run("import", "lsc", "nowhere.xml").stopped(3, "LSC-FILE");
  }

  @Test
  void asksForTheProgram() {
    new Shell(folder).run("import").stopped(3, "CLI-USAGE");
  }
}
