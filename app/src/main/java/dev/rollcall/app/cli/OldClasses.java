// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/// Brings the classes of a library up to date that were compiled for Java 5: they have no stack
/// maps (JVMS 4.10.1), and only classes that have them can be checked once and kept in an archive
/// of classes. Its arguments are jars, each of which is replaced.
///
/// The parser of the command line is such a library: to read and check its classes anew takes a
/// tenth of the time that a start takes.
final class OldClasses {
  private static final String CLASS = ".class";

  private OldClasses() {}

  public static void main(String[] jars) throws IOException {
    for (String jar : jars) {
      renew(Path.of(jar));
    }
  }

  static void renew(Path jar) throws IOException {
    Path renewed = Files.createTempFile(jar.toAbsolutePath().getParent(), "renewed", ".jar");
    try {
      try (JarFile old = new JarFile(jar.toFile());
          JarOutputStream out = new JarOutputStream(Files.newOutputStream(renewed))) {
        for (JarEntry entry : Collections.list(old.entries())) {
          byte[] content = old.getInputStream(entry).readAllBytes();
          out.putNextEntry(new JarEntry(entry.getName()));
          out.write(entry.getName().endsWith(CLASS) ? renewed(content) : content);
          out.closeEntry();
        }
      }
      Files.move(renewed, jar, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(renewed);
    }
  }

  private static byte[] renewed(byte[] content) {
    ClassFile classes =
        ClassFile.of(
            ClassFile.ConstantPoolSharingOption.NEW_POOL,
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(OldClasses.class.getClassLoader())));
    ClassModel model = classes.parse(content);
    if (model.majorVersion() > ClassFile.JAVA_5_VERSION) {
      return content;
    }
    MethodTransform anew = MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL);
    return classes.transformClass(
        model,
        ClassTransform.transformingMethods(anew)
            .andThen(ClassTransform.endHandler(to -> to.withVersion(ClassFile.JAVA_8_VERSION, 0))));
  }
}
