// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class OldClassesTest {
  @TempDir private Path folder;

  @Test
  void classesOfJava5GetStackMapsAndPassTheCheckOfNewerOnes() throws Exception {
    Path jar = folder.resolve("picocli.jar");
    Files.copy(
        Path.of(CommandLine.class.getProtectionDomain().getCodeSource().getLocation().toURI()),
        jar);

    OldClasses.renew(jar);

    List<String> names = newerThanJava5(jar);
    assertTrue(names.contains("picocli.CommandLine"));
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {jar.toUri().toURL()}, ClassLoader.getPlatformClassLoader())) {
      for (String name : names) {
        // The check comes with the initialisation: JVMS 5.4.1 and 5.5.
        assertEquals(loader, Class.forName(name, true, loader).getClassLoader());
      }
    }
    try (Stream<Path> left = Files.list(folder)) {
      assertEquals(List.of(jar), left.toList());
    }
  }

  private static List<String> newerThanJava5(Path jar) throws IOException {
    List<String> names = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        if (entry.getName().endsWith(".class") && !entry.getName().contains("module-info")) {
          DataInputStream in = new DataInputStream(file.getInputStream(entry));
          in.readInt();
          in.readUnsignedShort();
          assertTrue(in.readUnsignedShort() > ClassFile.JAVA_5_VERSION, entry.getName());
          names.add(entry.getName().replace('/', '.').replaceAll("\\.class$", ""));
        }
      }
    }
    return names;
  }
}
