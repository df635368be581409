// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PackageRulesTest {
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.rollcall");

  private static final List<String> ROOMS =
      List.of(
          "dev.rollcall.core.problem..",
          "dev.rollcall.core.model..",
          "dev.rollcall.core.expression..",
          "dev.rollcall.core.mapping..",
          "dev.rollcall.core.correlation..",
          "dev.rollcall.core.plan..",
          "dev.rollcall.core.guard..",
          "dev.rollcall.core.connector..",
          "dev.rollcall.engine.run..",
          "dev.rollcall.engine.snapshot..",
          "dev.rollcall.engine.journal..",
          "dev.rollcall.engine.feed..",
          "dev.rollcall.engine.schedule..",
          "dev.rollcall.connectors.sql..",
          "dev.rollcall.connectors.ldap..",
          "dev.rollcall.connectors.ftrack..",
          "dev.rollcall.connectors.file..",
          "dev.rollcall.connectors.fetch..",
          "dev.rollcall.app.config..",
          "dev.rollcall.app.cli..",
          "dev.rollcall.app.embed..",
          "dev.rollcall.app.lsc..",
          "dev.rollcall.app.run..",
          "dev.rollcall.benchmarks..",
          "dev.rollcall.sandbox..",
          "dev.rollcall.testkit..");

  /// A rule that sees nothing passes. So: what stands in the sources is seen here, file by file.
  @Test
  void seesEveryTypeThatShips() throws IOException {
    Checkout checkout = Checkout.here();
    List<String> unseen = new ArrayList<>();
    Set<String> seen = ALL.stream().map(JavaClass::getName).collect(Collectors.toSet());
    for (String module : checkout.modules()) {
      String root = module + "/src/main/java/";
      for (Checkout.Source source : checkout.sources(root)) {
        String path = source.path().substring(root.length());
        String type = path.replaceFirst("\\.java$", "").replace('/', '.');
        if (!module.equals("benchmarks")
            && !type.endsWith("package-info")
            && !seen.contains(type)) {
          unseen.add(type);
        }
      }
    }

    assertEquals(List.of(), unseen);
    assertEquals(true, seen.contains("dev.rollcall.app.cli.Main"));
  }

  @Test
  void everyTypeIsInARoomOfTheHouse() {
    classes().should().resideInAnyPackage(ROOMS.toArray(String[]::new)).check(ALL);
  }

  @Test
  void noPackageNeedsItselfThroughAnother() {
    slices().matching("dev.rollcall.(**)").should().beFreeOfCycles().check(ALL);
  }

  @Test
  void engineKnowsNoConnector() {
    never(
        "dev.rollcall.engine..",
        "dev.rollcall.connectors..",
        "dev.rollcall.app..",
        "com.unboundid..",
        "java.net.http..",
        "org.postgresql..",
        "org.mariadb..");
  }

  @Test
  void connectorsKnowNeitherTheEngineNorEachOther() {
    List<String> kinds = List.of("sql", "ldap", "ftrack", "file", "fetch");
    for (String kind : kinds) {
      List<String> others = new ArrayList<>(List.of("dev.rollcall.engine..", "dev.rollcall.app.."));
      kinds.stream()
          .filter(other -> !other.equals(kind))
          .forEach(other -> others.add("dev.rollcall.connectors." + other + ".."));
      never("dev.rollcall.connectors." + kind + "..", others.toArray(String[]::new));
    }
  }

  @Test
  void sandboxStaysOutsideTheProduct() {
    never("dev.rollcall.core..", "dev.rollcall.sandbox..");
    never("dev.rollcall.engine..", "dev.rollcall.sandbox..");
    never("dev.rollcall.connectors..", "dev.rollcall.sandbox..");
    never("dev.rollcall.sandbox..", "dev.rollcall.engine..", "dev.rollcall.app..");
  }

  @Test
  void whatShipsDoesNotUseTheTestKit() {
    for (String module : List.of("core", "engine", "connectors", "sandbox", "app")) {
      never("dev.rollcall." + module + "..", "dev.rollcall.testkit..", "org.junit..");
    }
  }

  private static void never(String users, String... used) {
    noClasses()
        .that()
        .resideInAPackage(users)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(used)
        .allowEmptyShould(true)
        .check(ALL);
  }
}
