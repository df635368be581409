// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Carries over what is kept in line.
final class Tasks {
  private static final Set<String> GROUPS =
      Set.of("member", "uniquemember", "memberuid", "memberof");

  private static final List<String> VALUES =
      List.of("forceValues", "defaultValues", "createValues");
  private static final Pattern OTHERS =
      Pattern.compile(
          "(?i)[\"';,](groupOf\\w+|posixGroup|group|organizationalUnit|dcObject)[\"';,]");

  private final Map<String, Connections.Reached> systems;
  private final SqlMaps maps;
  private final Decisions decisions;
  private final Yaml yaml;
  private final Set<String> names = new HashSet<>();

  Tasks(Map<String, Connections.Reached> systems, SqlMaps maps, Decisions decisions, Yaml yaml) {
    this.systems = systems;
    this.maps = maps;
    this.decisions = decisions;
    this.yaml = yaml;
  }

  void write(Tag lsc) {
    yaml.begin("syncs");
    for (Tag task : lsc.child("tasks").map(it -> it.all("task")).orElse(List.of())) {
      task(task);
    }
    yaml.end();
  }

  private void task(Tag task) {
    String name = task.value("name").orElse("task");
    Optional<Tag> source = service(task, "SourceService");
    Optional<Tag> destination = service(task, "DestinationService");
    Optional<Tag> options = task.child("propertiesBasedSyncOptions");
    Optional<String> why = unfit(source, destination, options);
    if (why.isPresent()) {
      decisions.add(task, "the task '%s' is left out: %s".formatted(name, why.get()), "see there");
      return;
    }
    if (others(options.orElseThrow())) {
      decisions.add(
          task,
          "the task '%s' keeps groups or their like, and is left out".formatted(name),
          "for groups write 'groups:' in the sync of the people; organizational units are not"
              + " kept by Rollcall");
      return;
    }
    left(task, options.orElseThrow());
    SyncWriter writer =
        new SyncWriter(
            new SyncWriter.Parts(
                task, source.orElseThrow(), destination.orElseThrow(), options.orElseThrow()),
            maps,
            decisions);
    writer.write(Names.fit(name, names), system(source.get()), system(destination.get()), yaml);
  }

  private static Optional<Tag> service(Tag task, String ending) {
    return task.children().stream().filter(it -> it.name().endsWith(ending)).findFirst();
  }

  private Optional<String> unfit(
      Optional<Tag> source, Optional<Tag> destination, Optional<Tag> options) {
    if (source.isEmpty() || destination.isEmpty()) {
      return Optional.of("it has no source or no destination that Rollcall knows");
    }
    if (!List.of("ldapSourceService", "asyncLdapSourceService", "databaseSourceService")
        .contains(source.get().name())) {
      return Optional.of("its source is a " + source.get().name());
    }
    if (!destination.get().name().equals("ldapDestinationService")) {
      return Optional.of("its destination is a " + destination.get().name());
    }
    if (options.isEmpty()) {
      return Optional.of("it has no propertiesBasedSyncOptions");
    }
    return Stream.of(source.get(), destination.get())
        .filter(it -> !systems.containsKey(reference(it)))
        .map(it -> "there is no connection '%s'".formatted(reference(it)))
        .findFirst();
  }

  private static String reference(Tag service) {
    return service.child("connection").flatMap(it -> it.attribute("reference")).orElse("");
  }

  private Connections.Reached system(Tag service) {
    return Objects.requireNonNull(systems.get(reference(service)));
  }

  /// Whether it keeps anything but people: groups, or the tree that they are in.
  private static boolean others(Tag options) {
    return options.all("dataset").stream()
            .filter(it -> it.value("name").filter("objectClass"::equalsIgnoreCase).isPresent())
            .flatMap(it -> VALUES.stream().flatMap(key -> it.strings(key).stream()))
            .anyMatch(it -> OTHERS.matcher(it).find())
        || members(options);
  }

  private static boolean members(Tag options) {
    return options.all("dataset").stream()
        .map(it -> it.value("name").orElse("").toLowerCase(Locale.ROOT))
        .anyMatch(GROUPS::contains);
  }

  /// What has no place in a sync.
  private void left(Tag task, Tag options) {
    for (String key :
        List.of("customLibrary", "scriptInclude", "cleanHook", "syncHook", "auditLog")) {
      task.child(key)
          .filter(it -> !key.equals("auditLog"))
          .ifPresent(it ->
              decisions.add(it, key + " is not carried over", "Rollcall runs no code of others"));
    }
    options
        .child("hooks")
        .ifPresent(it ->
            decisions.add(
                it,
                "hooks are not carried over",
                "Rollcall starts no programs; 'run --json' tells a script what was done"));
    options
        .child("pivotTransformation")
        .ifPresent(it ->
            decisions.add(
                it,
                "pivotTransformation is not carried over",
                "map the attribute under 'match' to an expression that transforms it"));
  }
}
