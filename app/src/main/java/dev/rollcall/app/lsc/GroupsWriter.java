// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import dev.rollcall.app.lsc.Connections.Reached;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Writes the groups of a task that keeps groups, beside the people of another.
///
/// @param kind the object class of groups in our words
record GroupsWriter(SyncWriter.Parts parts, String kind, SqlMaps maps, Decisions decisions) {
  private static final Map<String, String> KINDS =
      Map.of(
          "groupofnames", "groupOfNames",
          "groupofuniquenames", "groupOfUniqueNames",
          "posixgroup", "posixGroup",
          "group", "group");

  private static final Map<String, String> HOLDERS =
      Map.of(
          "member", "groupOfNames",
          "uniquemember", "groupOfUniqueNames",
          "memberuid", "posixGroup");

  // What groups are called without 'names'.
  private static final Set<String> USUAL_NAMES = Set.of("cn", "all.cn.first()");

  private static final List<String> VALUES =
      List.of("forceValues", "defaultValues", "createValues");

  /// The kind of groups that a task keeps; empty where it keeps none.
  static Optional<String> kind(Tag options) {
    List<Tag> datasets = options.all("dataset");
    Optional<String> named =
        datasets.stream()
            .filter(it -> is(it, "objectClass"))
            .flatMap(it -> VALUES.stream().flatMap(key -> it.strings(key).stream()))
            .flatMap(script -> List.of(script.split("[^A-Za-z]+")).stream())
            .flatMap(word -> Optional.ofNullable(KINDS.get(lower(word))).stream())
            .findFirst();
    return named.or(() ->
        datasets.stream()
            .flatMap(it -> Optional.ofNullable(HOLDERS.get(lower(name(it)))).stream())
            .findFirst());
  }

  void write(Reached from, Reached to, Yaml yaml) {
    SyncWriter entries = new SyncWriter(withoutMembers(), maps, decisions);
    Script.Scope scope = new Script.Scope("srcBean", true, entries::known);
    Optional<Identifier> identifier = entries.identifier(scope);
    String rdn = identifier.map(Identifier::attribute).orElse("cn");
    List<Mapped> mapped = entries.mapped(scope, Optional.of(rdn));
    yaml.begin("groups");
    yaml.put("base", SyncWriter.dn(parts.source().value("baseDn").orElse(""), from));
    entries.filter(parts.source()).ifPresent(it -> yaml.put("filter", it));
    if (from.aliases()) {
      yaml.put("aliases", "follow");
    }
    identifier
        .map(it -> it.value().written())
        .filter(it -> !USUAL_NAMES.contains(it))
        .ifPresent(it -> yaml.bare("names", it));
    List<Mapped> others = others(mapped, rdn);
    match(entries, others, rdn).filter(it -> !it.isEmpty()).ifPresent(it -> yaml.put("match", it));
    yaml.put(
        "at",
        SyncWriter.dn(
            identifier.map(Identifier::at).orElse(parts.destination().value("baseDn").orElse("")),
            to));
    if (!rdn.equalsIgnoreCase("cn")) {
      yaml.put("rdn", rdn);
    }
    yaml.put("kind", kind);
    entries.filter(parts.destination()).ifPresent(it -> yaml.put("groups_filter", it));
    if (!others.isEmpty()) {
      yaml.begin("attributes");
      others.forEach(it -> it.write(yaml));
      yaml.end();
    }
    changes(yaml);
    yaml.end();
    members();
  }

  private SyncWriter.Parts withoutMembers() {
    Tag destination =
        with(
            parts.destination(),
            parts.destination().children().stream()
                .map(it -> it.name().equals("fetchedAttributes") ? withoutMembers(it) : it)
                .toList());
    Tag options =
        with(
            parts.options(),
            parts.options().children().stream()
                .filter(it -> !it.name().equals("dataset") || !isHolder(name(it)))
                .toList());
    return new SyncWriter.Parts(parts.task(), parts.source(), destination, options);
  }

  private static Tag withoutMembers(Tag names) {
    return with(names, names.children().stream().filter(it -> !isHolder(it.text())).toList());
  }

  private static Tag with(Tag tag, List<Tag> children) {
    return new Tag(tag.file(), tag.line(), tag.name(), tag.attributes(), tag.text(), children);
  }

  private static boolean isHolder(String attribute) {
    return HOLDERS.containsKey(lower(attribute));
  }

  private static List<Mapped> others(List<Mapped> mapped, String rdn) {
    Set<String> ours = Set.of("objectclass", lower(rdn), "member", "uniquemember", "memberuid");
    return mapped.stream().filter(it -> !ours.contains(lower(it.attribute()))).toList();
  }

  /// The pivots, where they are anything but the name.
  private Optional<List<String>> match(SyncWriter entries, List<Mapped> mapped, String rdn) {
    List<String> pivots = new ArrayList<>(entries.pivots().keySet());
    if (pivots.stream().allMatch(rdn::equalsIgnoreCase)) {
      return Optional.empty();
    }
    List<String> known =
        pivots.stream()
            .filter(it -> it.equalsIgnoreCase(rdn) || mapped.stream().anyMatch(m -> m.is(it)))
            .toList();
    if (known.size() < pivots.size()) {
      decisions.add(
          parts.destination(),
          "groups are found by %s, which is not kept".formatted(String.join(", ", pivots)),
          "name under 'match' of 'groups' an attribute that is kept; without it they are found by"
              + " their name");
    }
    return Optional.of(known);
  }

  private void changes(Yaml yaml) {
    Map<String, String> theirs = new LinkedHashMap<>();
    theirs.put("create", "create");
    theirs.put("changeId", "rename");
    theirs.put("update", "update");
    List<String> never = new ArrayList<>();
    theirs.forEach((name, ours) ->
        condition(name)
            .ifPresent(it -> {
              if (it.text().equals("false")) {
                never.add(ours);
              } else {
                decisions.add(
                    it,
                    "the condition '%s' of groups is not carried over".formatted(name),
                    "'changes' of 'groups' takes true and false; see 'where' for a condition");
              }
            }));
    if (condition("delete").filter(it -> it.text().equals("false")).isEmpty()) {
      decisions.add(
          parts.options().child("conditions").orElse(parts.task()),
          "LSC removes groups whose source is gone where it is run with -c; here they stay",
          "for removal write 'gone: delete' under 'groups'");
    }
    if (!never.isEmpty()) {
      yaml.begin("changes");
      never.forEach(it -> yaml.bare(it, "false"));
      yaml.end();
    }
  }

  private Optional<Tag> condition(String name) {
    return parts
        .options()
        .child("conditions")
        .flatMap(it -> it.child(name))
        .filter(it -> !it.text().isEmpty() && !it.text().equals("true"));
  }

  /// Who is in a group is not a mapping here.
  private void members() {
    parts.options().all("dataset").stream()
        .filter(it -> isHolder(name(it)))
        .forEach(it ->
            decisions.add(
                it,
                "'%s' has a script; here the members are those people of the sync who are in the"
                        .formatted(name(it))
                    + " group in the source",
                "nothing, if that is what the script does; for groups in groups write 'members:"
                    + " nested'"));
  }

  private static boolean is(Tag dataset, String attribute) {
    return name(dataset).equalsIgnoreCase(attribute);
  }

  private static String name(Tag dataset) {
    return dataset.value("name").orElse("");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
