// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.model.Secret;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.sandbox.ftrack.Fault;
import dev.rollcall.sandbox.ftrack.Options;
import dev.rollcall.sandbox.ftrack.Trigger;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FtrackCheckTest {
  private static final Set<Kind> ALL = Kind.OF_USERS;

  @Test
  void saysWhatIsGoodAndWritesNothing() throws Exception {
    try (Studio studio = Studio.usual()) {
      List<Finding> findings = studio.target.check(Studio.ALL, ALL);

      assertTrue(findings.stream().allMatch(Finding.Good.class::isInstance), findings.toString());
      assertTrue(findings.toString().contains("4.13.8.11061"));
      assertTrue(findings.toString().contains("seats are taken"));
      assertEquals(
          Set.of("query", "query_server_information", "query_schemas", "permissions"),
          studio.server.requests().counted().actions().keySet());
    }
  }

  @Test
  void findsAttributesThatNobodyHas() throws Exception {
    try (Studio studio = Studio.usual()) {
      AccountRequest request =
          new AccountRequest(List.of("username", "frist_name", "is_active"), Optional.empty());

      assertEquals(
          List.of("FTRACK-UNKNOWN-ATTRIBUTE", "FTRACK-READ-ONLY-ATTRIBUTE"),
          codes(studio.target.check(request, ALL)));
    }
  }

  @Test
  void warnsWhenAllSeatsAreTaken() throws Exception {
    try (Studio studio = Studio.with(Options.usual().withSeats(1))) {
      List<Finding> findings = studio.target.check(Studio.ALL, ALL);

      assertEquals(List.of("FTRACK-SEATS"), codes(findings));
      assertTrue(findings.stream().noneMatch(Finding.Bad.class::isInstance));
    }
  }

  @Test
  void warnsWhereRightsCannotBeTried() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio
          .server
          .faults()
          .add(new Fault.PermissionDenied(), Trigger.always().onAction("permissions"));

      assertEquals(List.of("FTRACK-PERMISSION"), codes(studio.target.check(Studio.ALL, ALL)));
    }
  }

  @ParameterizedTest
  @CsvSource({"3.3.10.1, true", "3.3.11, false", "3.4.0, false", "dev, false", "2.9.99, true"})
  void refusesAServerThatIsTooOld(String version, boolean refused) throws Exception {
    try (Studio studio = Studio.with(Options.usual().withVersion(version))) {
      List<String> expected = refused ? List.of("FTRACK-VERSION") : List.of();

      assertEquals(expected, codes(studio.target.check(Studio.ALL, Set.of())));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "rollcall, wrong-key, FTRACK-CREDENTIALS",
    "nobody, sandbox-key, FTRACK-CREDENTIALS",
    "rollcall, '', FTRACK-NO-KEY",
  })
  void saysWhatIsWrongWithTheKey(String user, String key, String code) throws Exception {
    try (Studio studio = Studio.usual();
        FtrackTarget target = new FtrackTarget(settings(studio.server.uri(), user, key))) {
      List<Finding> findings = target.check(Studio.ALL, ALL);

      assertEquals(List.of(code), codes(findings));
      assertFalse(key.length() > 1 && findings.toString().contains(key));
    }
  }

  @Test
  void saysThatSomethingElseAnswers() throws Exception {
    try (FtrackStub page =
            FtrackStub.saying(FtrackStub.json(200, "<html>Welcome to the printer</html>"));
        FtrackTarget target = new FtrackTarget(settings(page.uri(), "rollcall", "key"))) {
      Finding.Bad bad = (Finding.Bad) target.check(Studio.ALL, ALL).getFirst();

      assertEquals("FTRACK-NOT-FTRACK", bad.problem().code());
      assertTrue(bad.problem().why().contains("Welcome to the printer"));
    }
  }

  private static FtrackSettings settings(URI server, String user, String key) {
    return new FtrackSettings(
        "studio", server, user, Secret.of(key), 100, 500, Duration.ofSeconds(20));
  }

  private static List<String> codes(List<Finding> findings) {
    return findings.stream()
        .flatMap(finding -> problem(finding).stream())
        .map(Problem::code)
        .toList();
  }

  private static Optional<Problem> problem(Finding finding) {
    return switch (finding) {
      case Finding.Good _ -> Optional.empty();
      case Finding.Warning(Problem problem) -> Optional.of(problem);
      case Finding.Bad(Problem problem) -> Optional.of(problem);
    };
  }
}
