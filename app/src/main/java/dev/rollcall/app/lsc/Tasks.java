// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.ArrayList;
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
  private final List<SyncWriter.Parts> groups = new ArrayList<>();

  Tasks(Map<String, Connections.Reached> systems, SqlMaps maps, Decisions decisions, Yaml yaml) {
    this.systems = systems;
    this.maps = maps;
    this.decisions = decisions;
    this.yaml = yaml;
  }

  void write(Tag lsc) {
    List<SyncWriter.Parts> people = new ArrayList<>();
    for (Tag task : lsc.child("tasks").map(it -> it.all("task")).orElse(List.of())) {
      people(task).ifPresent(people::add);
    }
    yaml.begin("syncs");
    people.forEach(this::sync);
    yaml.end();
    groups.forEach(this::alone);
  }

  private void sync(SyncWriter.Parts people) {
    Optional<SyncWriter.Parts> beside =
        groups.stream()
            .filter(it ->
                reference(it.source()).equals(reference(people.source()))
                    && reference(it.destination()).equals(reference(people.destination())))
            .findFirst();
    beside.ifPresent(groups::remove);
    new SyncWriter(people, maps, decisions)
        .write(
            Names.fit(people.name(), names),
            system(people.source()),
            system(people.destination()),
            beside.flatMap(it ->
                GroupsWriter.kind(it.options())
                    .map(kind -> new GroupsWriter(it, kind, maps, decisions))),
            yaml);
  }

  /// Groups for which there is no sync of people, or which already has others.
  private void alone(SyncWriter.Parts task) {
    String where = task.source().value("baseDn").orElse("").strip();
    String filter = task.source().value("getAllFilter").orElse("").strip();
    decisions.add(
        task.task(),
        "the task '%s' keeps groups, and no sync of people between its two systems is without any"
            .formatted(task.name()),
        "write 'groups:' in a sync of those who are in them%s, or widen 'base' or 'filter' of the"
                .formatted(where.isEmpty() ? "" : " with 'base: %s'".formatted(where))
            + " groups that it has"
            + (filter.isEmpty() ? "" : " (here: %s)".formatted(filter)));
  }

  /// A task that keeps people; groups are put aside.
  private Optional<SyncWriter.Parts> people(Tag task) {
    String name = task.value("name").orElse("task");
    Optional<Tag> source = service(task, "SourceService");
    Optional<Tag> destination = service(task, "DestinationService");
    Optional<Tag> options = task.child("propertiesBasedSyncOptions");
    Optional<String> why = unfit(source, destination, options);
    if (why.isPresent()) {
      decisions.add(task, "the task '%s' is left out: %s".formatted(name, why.get()), "see there");
      return Optional.empty();
    }
    SyncWriter.Parts parts =
        new SyncWriter.Parts(
            task, source.orElseThrow(), destination.orElseThrow(), options.orElseThrow());
    if (!others(parts.options())) {
      left(task, parts.options());
      return Optional.of(parts);
    }
    if (GroupsWriter.kind(parts.options()).isEmpty()) {
      decisions.add(
          task,
          "the task '%s' keeps units, or groups that are none of ours, and is left out"
              .formatted(name),
          "units of people are made by 'at: { below: ..., ou: ..., parents: create }' of their"
              + " sync; who is in a group is kept in the group, and not in 'memberOf'");
    } else if (parts.sql()) {
      decisions.add(
          task,
          "the task '%s' keeps groups out of a database, and is left out".formatted(name),
          "write 'groups:' in the sync of the people, with 'read' (a SELECT of the groups) and"
              + " 'members_read' (of a group's id and a person's)");
    } else {
      left(task, parts.options());
      groups.add(parts);
    }
    return Optional.empty();
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
