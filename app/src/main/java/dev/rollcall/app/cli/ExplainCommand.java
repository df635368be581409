// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.ConfiguredSync;
import dev.rollcall.app.run.Explanation;
import dev.rollcall.app.run.Session;
import dev.rollcall.app.run.Systems;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.Content;
import dev.rollcall.core.mapping.Fetching;
import dev.rollcall.core.mapping.Mapped;
import dev.rollcall.core.model.Identity;
import dev.rollcall.core.plan.Change;
import dev.rollcall.core.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Everything that is known of one person, and what the next run would do and why.")
final class ExplainCommand implements Callable<Integer> {
  private final Console console;
  private final Map<String, Set<String>> accounts = new HashMap<>();
  @Mixin private Common common = new Common();

  @Parameters(
      paramLabel = "PERSON",
      description = "An anchor, a login, an e-mail address or any other whole value.")
  private String person = "";

  ExplainCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = common.configuration(console);
    TerminalProgress progress = new TerminalProgress(console);
    int code = Exit.DONE;
    try (Session session = common.open(configuration, Systems.Keep.NOTHING, console, progress)) {
      for (ConfiguredSync sync : common.syncs(configuration)) {
        try {
          Explanation explanation = session.explain(sync, questions(sync));
          progress.done();
          follow(explanation);
          print(explanation);
        } catch (ReadFailed failure) {
          progress.done();
          console.problem(failure.problem());
          code = Exit.graver(code, Exit.of(failure.problem()));
        }
      }
    }
    return code;
  }

  private Set<String> questions(ConfiguredSync sync) {
    Set<String> questions = new TreeSet<>(accounts.getOrDefault(sync.sync().from(), Set.of()));
    questions.add(person);
    return questions;
  }

  /// The account that one sync makes is the identity that another reads.
  private void follow(Explanation explanation) {
    explanation
        .accounts()
        .forEach(holding ->
            accounts
                .computeIfAbsent(explanation.sync().sync().to(), _ -> new TreeSet<>())
                .add(holding.account().anchor().value()));
  }

  private void print(Explanation explanation) {
    ConfiguredSync sync = explanation.sync();
    if (common.json()) {
      console.line(ExplanationJson.of(explanation));
      return;
    }
    console.line(sync.name() + "   " + sync.sync().from() + " → " + sync.sync().to());
    if (explanation.identities().isEmpty()) {
      console.line("  nobody in '" + sync.sync().from() + "' has the value " + Shown.text(person));
    }
    explanation.identities().forEach(row -> row(sync, row, explanation.problems()));
    explanation.accounts().forEach(holding -> holding(sync, holding));
    for (Change change : explanation.memberships()) {
      console.line("  next run: " + ChangeText.line(change) + " (" + because(change) + ")");
    }
    for (Problem problem : explanation.problems()) {
      Shown.problem("problem", problem).forEach(line -> console.line("  " + line));
    }
    console.line("");
  }

  private void row(ConfiguredSync sync, Explanation.Row row, List<Problem> problems) {
    Identity identity = row.identity();
    console.line("  in %s: %s".formatted(sync.sync().from(), Shown.text(identity.origin())));
    for (int i = 0; i < identity.values().size(); i++) {
      console.line(
          "    %-18s %s"
              .formatted(
                  identity.columns().names().get(i), Shown.values(identity.values().get(i))));
    }
    switch (row.mapped()) {
      case Mapped.Wanted wanted -> {
        console.line("  shall have an account, anchor " + Shown.text(wanted.anchor().value()));
        values(sync, wanted.values());
      }
      case Mapped.OutOfScope out ->
          console.line("  shall have no account: " + Shown.text(out.because()));
      case Mapped.Held held -> {
        console.line("  left as it is: its data have a problem");
        held.problems().forEach(problem -> console.line("    " + Shown.text(problem.why())));
      }
    }
    String otherwise = problems.isEmpty() ? "nothing to do" : "nothing; see the problem below";
    console.line("  next run: " + next(row.change(), otherwise));
  }

  private void values(ConfiguredSync sync, List<List<String>> values) {
    List<AttributeMapping> attributes = sync.sync().mapping().attributes();
    for (int i = 0; i < attributes.size(); i++) {
      AttributeMapping mapping = attributes.get(i);
      String from =
          switch (mapping.content()) {
            case Content.Literal _ -> "always the same";
            case Content.Computed(dev.rollcall.core.expression.Expression expression) ->
                expression.toString();
            case Content.AccountOf(dev.rollcall.core.expression.Expression person) ->
                "the account of " + person;
            case Content.Fetched(Content name, Fetching where) ->
                String.join(", ", name.inputs()) + ", among the " + where.words();
          };
      console.line(
          "    %-18s %-30s = %s (%s)"
              .formatted(
                  mapping.attribute(),
                  Shown.values(values.get(i)),
                  Shown.text(from),
                  mapping.rule().words()));
    }
  }

  private void holding(ConfiguredSync sync, Explanation.Holding holding) {
    console.line(
        "  in %s: %s, %s"
            .formatted(
                sync.sync().to(),
                Shown.text(holding.account().key().value()),
                holding.account().enabled() ? "open" : "disabled"));
    console.line(
        "    "
            + holding
                .owner()
                .map(owner -> "linked to " + sync.sync().from() + " " + Shown.text(owner.value()))
                .orElse("not linked: found by the match rules, or nobody's"));
    List<String> names = sync.sync().mapping().names();
    for (int i = 0; i < names.size(); i++) {
      console.line(
          "    %-18s %s".formatted(names.get(i), Shown.values(holding.account().values().get(i))));
    }
    if (!holding.groups().isEmpty()) {
      console.line(
          "    in groups          "
              + holding.groups().stream().map(Shown::text).collect(Collectors.joining(", ")));
    }
    console.line("    next run: " + next(holding.change(), "nothing to do"));
  }

  private static String because(Change change) {
    return Shown.text(change.reason().because());
  }

  private static String next(Optional<Change> change, String otherwise) {
    return change
        .map(it ->
            it.kind().word()
                + " ("
                + it.reason().why().word()
                + ", "
                + because(it)
                + "): "
                + ChangeText.line(it))
        .orElse(otherwise);
  }
}
