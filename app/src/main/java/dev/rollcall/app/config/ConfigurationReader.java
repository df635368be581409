// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.keys.TopKeys;
import dev.rollcall.app.config.tree.Findings;
import dev.rollcall.app.config.tree.Node.Entry;
import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.app.config.tree.Places;
import dev.rollcall.app.config.tree.Position;
import dev.rollcall.app.config.tree.TreeReader;
import dev.rollcall.core.guard.Limit;
import dev.rollcall.core.problem.Halt;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/// Reads a configuration file: text, tree, keys, systems, syncs, order. Every stage goes as far as
/// it can, so that all problems are told at once.
final class ConfigurationReader {
  private final Path file;
  private final Map<String, String> environment;
  private final Findings findings;

  ConfigurationReader(Path file, Map<String, String> environment) {
    this(file, environment, new Findings(file.toString()));
  }

  ConfigurationReader(Path file, Map<String, String> environment, Findings findings) {
    this.file = file;
    this.environment = Map.copyOf(environment);
    this.findings = findings;
  }

  Configuration read() {
    Optional<String> text = ConfigurationText.read(file, findings);
    return good(text.flatMap(it -> TreeReader.read(it, findings).map(root -> read(root, it))));
  }

  /// The same for a text that is not in the file, but could be.
  Configuration read(String text) {
    return good(TreeReader.read(text, findings).map(root -> read(root, text)));
  }

  /// The types of the systems, whatever else is wrong or missing.
  Map<String, String> types(String text) {
    Context context = context(text, true);
    Map<String, String> types =
        TreeReader.read(text, findings)
            .map(root -> SystemsReader.types(section(root, "systems", context), context))
            .orElse(Map.of());
    if (types.isEmpty() && findings.any()) {
      throw new Halt(findings.problems());
    }
    return types;
  }

  private Configuration read(Fields written, String text) {
    Context context = context(text, true);
    return configuration(resolved(written, context), context);
  }

  /// The same for a tree that was never a text; no variable stands in for anything in it.
  Configuration read(Fields root) {
    return good(Optional.of(configuration(root, context("", false))));
  }

  private Configuration good(Optional<Configuration> configuration) {
    if (configuration.isEmpty() || findings.any()) {
      throw new Halt(findings.problems());
    }
    return configuration.get();
  }

  private Context context(String text, boolean variables) {
    Path directory = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
    Places places = new Places(text);
    Path fetched = directory.resolve("fetched");
    return new Context(
        directory, environment, variables, findings, places, fetched, new HashSet<>());
  }

  private Configuration configuration(Fields root, Context context) {
    new Structure(context).group(Position.START, root, TopKeys.file(), "");
    Section systems = section(root, "systems", context);
    SequencedMap<String, SystemConfig> good = new SystemsReader(systems, context).read();
    SyncReader.Systems known = new SyncReader.Systems(SystemsReader.types(systems, context), good);
    Section limits = section(root, "limits", context);
    SyncReader.Standards standards =
        new SyncReader.Standards(
            Limits.leavers(limits).orElse(Limit.LEAVERS),
            Limits.memberships(limits).orElse(Limit.MEMBERS));
    StateConfig state = state(section(root, "state", context), context);
    Context keeping = context.keeping(state.path().resolve("fetched"));
    List<ConfiguredSync> syncs = syncs(section(root, "syncs", keeping), known, standards);
    LogConfig log = log(section(root, "log", context));
    return new Configuration(file, good, syncs, state, log, findings.warnings());
  }

  /// Only systems have secrets; a `${` in an expression is left to the expression.
  private static Fields resolved(Fields root, Context context) {
    Substitution substitution = new Substitution(context);
    List<Entry> entries =
        root.entries().stream()
            .map(entry ->
                entry.key().equals("systems") && entry.value() instanceof Fields systems
                    ? new Entry(entry.at(), entry.key(), substitution.resolve(systems))
                    : entry)
            .toList();
    return new Fields(root.at(), entries);
  }

  private static Section section(Fields root, String key, Context context) {
    return root.entry(key)
        .map(entry -> Section.of(entry, key, context))
        .orElseGet(() -> new Section(root.at(), new Fields(root.at(), List.of()), key, context));
  }

  private List<ConfiguredSync> syncs(
      Section syncs, SyncReader.Systems systems, SyncReader.Standards limits) {
    List<SyncOrder.Leg> legs = new ArrayList<>();
    List<ConfiguredSync> read = new ArrayList<>();
    for (Entry entry : syncs.fields().entries()) {
      Section section = Section.of(entry, "syncs." + entry.key(), syncs.context());
      new SyncReader(section, systems, limits).read(entry.key()).ifPresent(read::add);
      Optional<String> from = section.text("from");
      Optional<String> to = section.text("to");
      if (from.isPresent() && to.isPresent() && !from.equals(to)) {
        legs.add(new SyncOrder.Leg(entry.key(), from.get(), to.get()));
      }
    }
    SyncOrder.Ordered ordered = SyncOrder.of(legs);
    reportLoop(ordered.loop(), syncs);
    return ordered.names().stream()
        .flatMap(name -> read.stream().filter(sync -> sync.name().equals(name)))
        .toList();
  }

  private void reportLoop(List<String> loop, Section syncs) {
    if (loop.isEmpty()) {
      return;
    }
    findings.problem(
        syncs.at(loop.getFirst()),
        "CONFIG-CYCLE",
        "these syncs wait for each other: " + String.join(", ", loop),
        "each reads a system that another one of them changes, so none can be first",
        "remove one of them, or move it to a configuration of its own");
  }

  private static StateConfig state(Section state, Context context) {
    return new StateConfig(
        state.file("path").orElseGet(() -> context.resolve(".rollcall")),
        state.file("plans").orElseGet(() -> context.resolve("plans")));
  }

  private static LogConfig log(Section log) {
    LogConfig.Level level =
        switch (log.text("level").orElse("")) {
          case "error" -> LogConfig.Level.ERROR;
          case "info" -> LogConfig.Level.INFO;
          case "debug" -> LogConfig.Level.DEBUG;
          default -> LogConfig.Level.WARN;
        };
    boolean json = log.text("format").orElse("").equals("json");
    return new LogConfig(level, json ? LogConfig.Format.JSON : LogConfig.Format.TEXT);
  }
}
