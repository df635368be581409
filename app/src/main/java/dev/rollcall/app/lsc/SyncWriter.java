// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import dev.rollcall.app.config.SelectList;
import dev.rollcall.app.lsc.Connections.Reached;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Writes the sync of one task.
final class SyncWriter {
  private static final Pattern PIVOT =
      Pattern.compile("\\(\\s*([A-Za-z][\\w-]*)\\s*=\\s*\\{([^}]+)}\\s*\\)");

  private final Parts parts;
  private final SqlMaps maps;
  private final Decisions decisions;

  /// The parts of a task.
  record Parts(Tag task, Tag source, Tag destination, Tag options) {
    String name() {
      return task.value("name").orElse("task");
    }

    boolean sql() {
      return source.name().equals("databaseSourceService");
    }
  }

  SyncWriter(Parts parts, SqlMaps maps, Decisions decisions) {
    this.parts = parts;
    this.maps = maps;
    this.decisions = decisions;
  }

  /// @param groups beside the people, if there are any
  void write(String name, Reached from, Reached to, Optional<GroupsWriter> groups, Yaml yaml) {
    yaml.begin(name).put("from", from.name()).put("to", to.name()).begin("users");
    if (parts.sql()) {
      select(yaml);
    } else {
      search(from, yaml);
    }
    accounts(to, yaml);
    yaml.end();
    groups.ifPresent(some -> some.write(from, to, yaml));
    yaml.end();
  }

  private void select(Yaml yaml) {
    String object = request("requestNameForObject");
    Optional<String> sql = maps.everybody(object);
    if (sql.isPresent()) {
      yaml.put("read", sql.get());
      Optional<String> condition = maps.condition(request("requestNameForList"));
      condition
          .filter(it -> !SqlMaps.holds(sql.get(), it))
          .ifPresent(it ->
              decisions.add(
                  parts.source,
                  "the list of people has a condition that 'read' has not: " + it,
                  "add it to 'read' of the sync '%s'".formatted(parts.name())));
    } else {
      yaml.comment("read: the SELECT of everybody");
      decisions.add(
          parts.source,
          "the SELECT '%s' is not carried over: it is not in sql-map-config.d, or not plain"
              .formatted(object),
          "write 'read:', a SELECT that gives a row for each person");
    }
    Optional<String> anchor =
        maps.parameter(object).filter(this::known).or(() -> pivots().values().stream().findFirst());
    anchor.ifPresent(it -> yaml.put("anchor", Piece.value(it).text()));
    decisions.add(
        parts.source,
        anchor
            .map(it -> "people are told apart by '%s', as in LSC".formatted(it))
            .orElse("nothing tells how people are told apart"),
        "make 'anchor' a column that never changes and is never given to somebody else");
  }

  private String request(String key) {
    return parts.source.value(key).orElse("");
  }

  private void search(Reached from, Yaml yaml) {
    yaml.put("base", dn(parts.source.value("baseDn").orElse(""), from));
    filter(parts.source).ifPresent(it -> yaml.put("filter", it));
    if (from.aliases()) {
      yaml.put("aliases", "follow");
    }
    yaml.comment("as in LSC, also those who are disabled in the source");
    yaml.bare("where", "true");
    if (parts.source.name().startsWith("async")) {
      decisions.add(
          parts.source,
          "LSC follows the changes of the source",
          from.aliases()
              ? "run 'rollcall run' every few minutes; where aliases are followed, everything is"
                  + " read"
              : "set 'changed: modifyTimestamp' and run 'rollcall run --changes' every few"
                  + " minutes");
    }
  }

  Optional<String> filter(Tag service) {
    Optional<String> given = service.value("getAllFilter").or(() -> service.value("allFilter"));
    Optional<String> filter =
        given.map(it -> it.matches("[A-Za-z][\\w;.-]*[~<>]?=.*") ? "(" + it + ")" : it);
    if (filter.filter(it -> it.startsWith("(")).isEmpty()) {
      decisions.add(
          service,
          "the filter of '%s' is missing or a script".formatted(service.name()),
          "write 'filter:' (of the destination, 'accounts_filter:')");
    }
    return filter.filter(it -> it.startsWith("("));
  }

  static String dn(String given, Reached system) {
    String context = system.context();
    boolean whole =
        context.isEmpty()
            || given
                .replace(" ", "")
                .toLowerCase(Locale.ROOT)
                .endsWith(context.replace(" ", "").toLowerCase(Locale.ROOT));
    return whole ? given : given.isEmpty() ? context : given + "," + context;
  }

  private void accounts(Reached to, Yaml yaml) {
    Script.Scope scope = new Script.Scope("srcBean", !parts.sql(), this::known);
    String base = dn(parts.destination.value("baseDn").orElse(""), to);
    Optional<Identifier> identifier = identifier(scope);
    List<Mapped> mapped = mapped(scope, identifier.map(Identifier::attribute));
    identifier.ifPresent(it -> named(it, mapped));
    List<String> match = match(mapped, scope);
    if (!match.isEmpty()) {
      yaml.put("match", match);
    }
    yaml.put("at", identifier.map(Identifier::at).map(it -> dn(it, to)).orElse(base));
    identifier
        .map(Identifier::attribute)
        .or(() -> match.stream().findFirst())
        .ifPresent(it -> yaml.put("rdn", it));
    filter(parts.destination).ifPresent(it -> yaml.put("accounts_filter", it));
    if (to.aliases()) {
      decisions.add(
          parts.destination,
          "LSC follows aliases in the destination",
          "Rollcall changes entries under their own names only: if accounts are found there by"
              + " aliases, name the place of the accounts themselves in 'at'");
    }
    elsewhere(base, identifier.map(it -> dn(it.at(), to)));
    yaml.begin("attributes");
    mapped.forEach(it -> it.write(yaml));
    yaml.end();
    new ConditionsWriter(parts, scope, decisions)
        .write(mapped.stream().map(Mapped::attribute).toList(), yaml);
  }

  private void elsewhere(String base, Optional<String> at) {
    at.filter(it -> !it.replace(" ", "").equalsIgnoreCase(base.replace(" ", "")))
        .ifPresent(it ->
            decisions.add(
                parts.destination,
                "LSC looks for accounts below %s and makes them in %s".formatted(base, it),
                "Rollcall looks below 'at' only: see that it is the right one of the two"));
  }

  List<Mapped> mapped(Script.Scope scope, Optional<String> naming) {
    List<String> written = parts.destination.strings("fetchedAttributes");
    Datasets.Ends ends = new Datasets.Ends(scope, parts.destination, written, naming, !parts.sql());
    List<Mapped> mapped = new Datasets(parts.options, ends, decisions).read();
    parts
        .options
        .child("defaultDelimiter")
        .filter(it -> !it.text().isEmpty())
        .ifPresent(it ->
            decisions.add(
                it,
                "LSC cuts every value at '%s', Rollcall none".formatted(it.text()),
                "where it is wanted, write name.split('%s')".formatted(it.text())));
    return mapped;
  }

  /// Whether the source has a value of this name.
  boolean known(String name) {
    if (!parts.sql()) {
      List<String> fetched = parts.source.strings("fetchedAttributes");
      return fetched.isEmpty()
          || fetched.contains("*")
          || fetched.stream().anyMatch(name::equalsIgnoreCase);
    }
    return columns().test(name);
  }

  private Predicate<String> columns() {
    Optional<List<String>> columns =
        maps.everybody(request("requestNameForObject")).flatMap(SelectList::names);
    return name -> columns.map(all -> all.stream().anyMatch(name::equalsIgnoreCase)).orElse(true);
  }

  Optional<Identifier> identifier(Script.Scope scope) {
    Optional<Tag> main = parts.options.child("mainIdentifier");
    if (main.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Identifier.of(main.get().text(), scope, !parts.sql()));
    } catch (Untranslated script) {
      decisions.add(
          main.get(),
          "mainIdentifier is not carried over: " + script.why(),
          "look at 'at' and 'rdn', and at what 'attributes' gives the rdn");
      return Optional.empty();
    }
  }

  /// The attribute that names an account is what its name says.
  private void named(Identifier identifier, List<Mapped> mapped) {
    Mapped name =
        new Mapped(identifier.attribute(), identifier.value(), Mapped.ALWAYS, Optional.empty());
    for (int i = 0; i < mapped.size(); i++) {
      if (mapped.get(i).is(identifier.attribute())) {
        differs(mapped.get(i), name);
        mapped.set(i, name);
        return;
      }
    }
    mapped.add(name);
  }

  private void differs(Mapped given, Mapped name) {
    String same = Piece.value(given.attribute()).text();
    boolean copy = given.value().equals(new Value.Computed(same));
    if (!copy && !given.value().equals(name.value())) {
      decisions.add(
          parts.options.child("mainIdentifier").orElse(parts.options),
          "'%s' has another value in mainIdentifier than in its dataset"
              .formatted(given.attribute()),
          "that of mainIdentifier was taken; correct it if it is the wrong one");
    }
  }

  /// Attributes of the destination with what the source has for them.
  Map<String, String> pivots() {
    String filter =
        parts
            .destination
            .value("getOneFilter")
            .or(() -> parts.destination.value("oneFilter"))
            .orElse("");
    Map<String, String> pivots = new LinkedHashMap<>();
    Matcher matcher = PIVOT.matcher(filter);
    while (matcher.find()) {
      pivots.put(matcher.group(1), matcher.group(2).strip());
    }
    if (pivots.isEmpty()) {
      parts.destination.strings("pivotAttributes").forEach(it -> pivots.put(it, it));
    }
    return pivots;
  }

  private List<String> match(List<Mapped> mapped, Script.Scope scope) {
    List<String> match = new ArrayList<>();
    pivots()
        .forEach((attribute, pivot) -> {
          boolean given = mapped.stream().anyMatch(it -> it.is(attribute));
          if (!given && scope.known().test(pivot)) {
            Value value = new Value.Computed(Piece.value(pivot).text());
            mapped.add(new Mapped(attribute, value, Mapped.ALWAYS, Optional.empty()));
          }
          if (given || scope.known().test(pivot)) {
            match.add(attribute);
          }
        });
    if (match.isEmpty() || match.size() < pivots().size()) {
      decisions.add(
          parts.destination,
          "how accounts are found is not clear from getOneFilter and pivotAttributes",
          "name under 'match' the attributes by which an account is found, the best first");
    }
    return match;
  }
}
