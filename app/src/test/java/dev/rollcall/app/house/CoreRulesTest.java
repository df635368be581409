// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.house;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CoreRulesTest {
  private static final List<String> LEFT_TO_RIGHT =
      List.of(
          "problem", "model", "expression", "mapping", "correlation", "plan", "guard", "connector");

  @Test
  void packagesUseOnlyWhatStandsLeftOfThem() {
    for (int left = 0; left < LEFT_TO_RIGHT.size(); left++) {
      String[] rightOfIt =
          LEFT_TO_RIGHT.stream()
              .skip(left + 1L)
              .map(name -> "dev.rollcall.core." + name + "..")
              .toArray(String[]::new);
      noClasses()
          .that()
          .resideInAPackage("dev.rollcall.core." + LEFT_TO_RIGHT.get(left) + "..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(rightOfIt)
          .allowEmptyShould(true)
          .check(PackageRulesTest.ALL);
    }
  }

  @Test
  void coreUsesTheLanguageAndTheExpressionLibraryOnly() {
    classes()
        .that()
        .resideInAPackage("dev.rollcall.core..")
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage(
                    "dev.rollcall.core..",
                    "dev.cel..",
                    "com.google..",
                    "org.jspecify..",
                    "java.lang..",
                    "java.math..",
                    "java.nio",
                    "java.nio.charset",
                    "java.security",
                    "java.text",
                    "java.time..",
                    "java.util..")
                .or(named("java\\.io\\.(Serializable|IOException|UncheckedIOException)")))
        .check(PackageRulesTest.ALL);
  }

  @Test
  void coreStartsNothingAndLogsNothing() {
    noClasses()
        .that()
        .resideInAPackage("dev.rollcall.core..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.util.logging", "java.util.prefs", "java.lang.foreign")
                .or(named("java\\.lang\\.(Thread|Process|Runtime|ProcessBuilder|Runtime\\$.*)"))
                .or(named("java\\.util\\.(Timer|Random|Scanner)"))
                .or(named("java\\.util\\.concurrent\\.(.*Executor.*|ForkJoin.*)")))
        .check(PackageRulesTest.ALL);
  }

  @Test
  void coreAsksNeitherTheClockNorTheMachine() {
    noClasses()
        .that()
        .resideInAPackage("dev.rollcall.core..")
        .should()
        .accessTargetWhere(
            describe("asks for the time, the machine or chance", CoreRulesTest::asks))
        .check(PackageRulesTest.ALL);
  }

  private static boolean asks(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String name = access.getTarget().getName();
    return switch (owner) {
      case "java.lang.System" -> !Set.of("arraycopy", "identityHashCode").contains(name);
      case "java.lang.Math" -> name.equals("random");
      case "java.util.UUID" -> name.equals("randomUUID");
      default ->
          owner.startsWith("java.time.") && (name.equals("now") || name.startsWith("system"));
    };
  }

  private static DescribedPredicate<JavaClass> named(String pattern) {
    return describe("named " + pattern, type -> type.getName().matches(pattern));
  }

  private static <T> DescribedPredicate<T> describe(
      String what, java.util.function.Predicate<? super T> test) {
    return DescribedPredicate.describe(what, test);
  }
}
