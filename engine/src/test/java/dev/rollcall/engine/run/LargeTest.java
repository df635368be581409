// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.core.connector.AccountRequest;
import dev.rollcall.core.connector.CompleteRead;
import dev.rollcall.core.connector.Finding;
import dev.rollcall.core.connector.Source;
import dev.rollcall.core.connector.SourceRequest;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.Account;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.Anchor;
import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.model.Kind;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.plan.Outcome;
import dev.rollcall.core.plan.Subject;
import dev.rollcall.engine.journal.PlanSummary;
import dev.rollcall.engine.journal.State;
import dev.rollcall.testkit.RecordingTarget;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LargeTest {
  private static final int PEOPLE = 200_000;

  @TempDir private Path home;

  @Test
  void twoHundredThousandPeopleInLineAreAnEmptyPlan() throws Exception {
    Workspace workspace = new Workspace(home.resolve("state"), home.resolve("plans"));
    try (State state = State.open(workspace.store())) {
      Planning planning = new Planning(state, workspace, InstantSource.system(), Progress.SILENT);
      Sync sync = new SyncSketch().sync();

      PlanSummary summary =
          planning
              .plan(sync, new Rows(), new Accounts(), Planning.Scope.WHOLE, Optional.empty())
              .plan()
              .summary();

      assertEquals(0, summary.total());
      assertEquals(PEOPLE, summary.unchanged());
      assertEquals(PEOPLE, summary.managed());
    }
  }

  private static List<List<String>> values(List<String> names, IntFunction<Object> person, int i) {
    return names.stream()
        .map(name ->
            switch (name) {
              case "status" -> List.of("active");
              case "title" -> List.of("Artist");
              case "email", "mail" -> List.of(person.apply(i) + "@studio.example");
              default -> List.of(person.apply(i).toString());
            })
        .toList();
  }

  private record Rows() implements Source {
    @Override
    public String name() {
      return "hr";
    }

    @Override
    public String kind() {
      return "made up";
    }

    @Override
    public CompleteRead read(SourceRequest request, Consumer<Identity> each) {
      Columns columns = new Columns(request.names());
      for (int i = 0; i < PEOPLE; i++) {
        each.accept(new Identity(columns, values(request.names(), n -> "p" + n, i), "row " + i));
      }
      return new CompleteRead(PEOPLE, 1, "counted", Optional.empty());
    }

    @Override
    public List<Finding> check(SourceRequest request) {
      return List.of();
    }

    @Override
    public void close() {}
  }

  private record Accounts() implements Target {
    @Override
    public String name() {
      return "directory";
    }

    @Override
    public String kind() {
      return "made up";
    }

    @Override
    public AccountModel model() {
      try (RecordingTarget target = new RecordingTarget("directory")) {
        return target.model();
      }
    }

    @Override
    public CompleteRead read(AccountRequest request, Consumer<Account> each) {
      for (int i = PEOPLE - 1; i >= 0; i--) {
        each.accept(
            new Account(
                new AccountKey("uid=p" + i),
                new Anchor("account " + i),
                true,
                values(request.attributes(), n -> "p" + n, i)));
      }
      return new CompleteRead(PEOPLE, 1, "counted", Optional.empty());
    }

    @Override
    public List<Outcome> apply(List<Change> batch) {
      throw new IllegalStateException("nothing is to be applied");
    }

    @Override
    public void backup(List<Subject> touched, Appendable out) {}

    @Override
    public String backupEnding() {
      return ".txt";
    }

    @Override
    public CompleteRead backupAll(Appendable out) {
      return new CompleteRead(0, 0, "nothing", Optional.empty());
    }

    @Override
    public List<Finding> check(AccountRequest request, Set<Kind> kinds) {
      return List.of();
    }

    @Override
    public void close() {}
  }
}
