// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.keys.Nearest;
import dev.rollcall.app.config.tree.Node.Entry;
import dev.rollcall.app.config.tree.Node.Fields;
import dev.rollcall.app.config.tree.Node.Items;
import dev.rollcall.app.config.tree.Node.Scalar;
import dev.rollcall.app.config.tree.Position;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.AttributeRule;
import dev.rollcall.core.mapping.Content;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Reads what an account holds.
final class AttributesReader {
  private final Section users;
  private final Formulas formulas;

  AttributesReader(Section users, Formulas formulas) {
    this.users = users;
    this.formulas = formulas;
  }

  /// The names under `attributes`, also of those with mistakes, each as it is spelled there.
  List<String> names() {
    return entries().stream().map(Entry::key).toList();
  }

  private List<Entry> entries() {
    return users.section("attributes").fields().entries();
  }

  /// The mappings that could be made out.
  List<AttributeMapping> read() {
    List<AttributeMapping> mappings = new ArrayList<>();
    Map<String, Entry> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Entry entry : entries()) {
      Entry first = seen.putIfAbsent(entry.key(), entry);
      if (first == null) {
        mapping(entry).ifPresent(mappings::add);
      } else {
        twice(entry, first);
      }
    }
    return mappings;
  }

  private void twice(Entry entry, Entry first) {
    users
        .context()
        .findings()
        .problem(
            entry.at(),
            "CONFIG-KEY-TWICE",
            "the attribute '%s' is here a second time".formatted(entry.key()),
            "line %d has it as '%s', and letter case makes no difference"
                .formatted(first.at().line(), first.key()),
            "keep one of the two");
  }

  private Optional<AttributeMapping> mapping(Entry entry) {
    String path = users.path() + ".attributes." + entry.key();
    return switch (entry.value()) {
      case Fields _ -> ruled(entry.key(), Section.of(entry, path, users.context()));
      case Scalar _, Items _ ->
          formulas.content(entry.value(), path).map(content -> plain(entry.key(), content));
    };
  }

  /// Says why attributes may not name people.
  ///
  /// @param which those that may not
  void withoutNames(List<AttributeMapping> mappings, Predicate<String> which, String why) {
    mappings.stream()
        .filter(it -> it.content() instanceof Content.AccountOf && which.test(it.attribute()))
        .forEach(
            it -> users.section("attributes").section(it.attribute()).misplaced("account_of", why));
  }

  private static AttributeMapping plain(String name, Content content) {
    return new AttributeMapping(name, content, standardRule(name), Optional.empty());
  }

  private Optional<AttributeMapping> ruled(String name, Section keys) {
    Optional<Content> content = new FetchedReader(keys, formulas).read();
    Optional<Content> fallback = content(keys, "default");
    AttributeRule rule =
        keys.text("rule").flatMap(AttributesReader::rule).orElse(standardRule(name));
    return content.map(value -> new AttributeMapping(name, value, rule, fallback));
  }

  private Optional<Content> content(Section keys, String key) {
    return formulas.content(keys, key);
  }

  private static Optional<AttributeRule> rule(String words) {
    return Arrays.stream(AttributeRule.values()).filter(it -> it.words().equals(words)).findFirst();
  }

  /// Servers add the superior classes to `objectClass`, which are not ours to take away.
  private static AttributeRule standardRule(String attribute) {
    return attribute.toLowerCase(Locale.ROOT).equals("objectclass")
        ? AttributeRule.MERGE
        : AttributeRule.ALWAYS;
  }

  /// The spelling of a mapped attribute, or a problem at `at`.
  Optional<String> mapped(String name, Position at, String path, String because) {
    Optional<String> spelled = names().stream().filter(name::equalsIgnoreCase).findFirst();
    if (spelled.isEmpty() && !names().isEmpty()) {
      users
          .context()
          .findings()
          .problem(
              at,
              "CONFIG-NOT-MAPPED",
              "%s: '%s' is not among the attributes".formatted(path, name),
              because + "; mapped are " + String.join(", ", names()),
              Nearest.to(name, names())
                  .map(it -> "write '" + it + "'")
                  .orElse("add '" + name + ":' under 'attributes', or name one that is there"));
    }
    return spelled;
  }

  /// The mappings with the attribute that keeps the anchor, which is mapped by itself.
  List<AttributeMapping> withAnchor(
      List<AttributeMapping> mappings, String name, Expression anchor) {
    Optional<AttributeMapping> given =
        mappings.stream().filter(it -> it.attribute().equalsIgnoreCase(name)).findFirst();
    if (given.isEmpty()) {
      List<AttributeMapping> all = new ArrayList<>(mappings);
      all.add(plain(name, new Content.Computed(anchor)));
      return all;
    }
    boolean same =
        given.get().content() instanceof Content.Computed(Expression expression)
            && expression.toString().strip().equals(anchor.toString().strip());
    if (!same) {
      users.problem(
          "anchor_in",
          "CONFIG-ANCHOR-IN",
          "names '%s', which holds something else".formatted(name),
          "under 'attributes' it is not '%s', the anchor".formatted(anchor),
          "remove '%s' from 'attributes'; it is mapped by itself".formatted(name));
    }
    return mappings;
  }
}
