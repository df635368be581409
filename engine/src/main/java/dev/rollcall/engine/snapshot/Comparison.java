// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.engine.snapshot;

import com.dynatrace.hash4j.hashing.HashValue128;
import dev.rollcall.core.mapping.AttributeMapping;
import dev.rollcall.core.mapping.AttributeRule;
import dev.rollcall.core.mapping.Content;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.ValueRule;
import java.util.ArrayList;
import java.util.List;

/// Makes fingerprints of wanted and of actual values, such that equal fingerprints mean that
/// nothing is to be done. Different ones mean that the values have to be looked at.
final class Comparison {
  // No attribute holds such a value.
  private static final List<String> NAMES_SOMEBODY = List.of("\0names somebody");

  private final List<AttributeMapping> attributes;
  private final ValueRule[] rules;
  private final boolean[] exact;
  private final boolean[] naming;
  private final List<List<String>> literals;
  private final List<Merged> merged = new ArrayList<>();
  private final Hasher hasher = new Hasher();

  Comparison(List<AttributeMapping> attributes, AccountModel model) {
    this.attributes = attributes;
    this.rules =
        attributes.stream()
            .map(mapping -> model.attribute(mapping.attribute()).rule())
            .toArray(ValueRule[]::new);
    this.exact = new boolean[rules.length];
    for (int i = 0; i < rules.length; i++) {
      exact[i] = rules[i].equals(ValueRule.EXACT);
    }
    this.naming = new boolean[rules.length];
    for (int i = 0; i < rules.length; i++) {
      naming[i] = attributes.get(i).content() instanceof Content.AccountOf;
    }
    this.literals =
        attributes.stream()
            .map(mapping ->
                mapping.content() instanceof Content.Literal(List<String> values)
                    ? model.attribute(mapping.attribute()).rule().normal(values)
                    : List.<String>of())
            .toList();
    attributes.forEach(_ -> merged.add(Merged.NOTHING));
  }

  /// What came of the values of the last account: object classes are the same in most.
  private record Merged(List<String> values, List<String> missing) {
    static final Merged NOTHING = new Merged(List.of(), List.of());
  }

  HashValue128 wanted(Cells values) {
    hasher.start();
    for (int i = 0; i < rules.length; i++) {
      switch (attributes.get(i).rule()) {
        case ALWAYS -> addWanted(i, values);
        case MERGE -> {
          if (literals.get(i).isEmpty()) {
            addWanted(i, values);
          }
        }
        case ON_CREATE, IF_EMPTY -> {}
      }
    }
    return hasher.end();
  }

  /// What another person's account is called is not known yet: whoever names one is looked at.
  private void addWanted(int i, Cells values) {
    if (naming[i] && values.first(i + 1) > values.first(i)) {
      hasher.add(i, NAMES_SOMEBODY);
    } else {
      add(i, values);
    }
  }

  HashValue128 actual(Cells values) {
    hasher.start();
    for (int i = 0; i < rules.length; i++) {
      switch (attributes.get(i).rule()) {
        case ALWAYS -> add(i, values);
        case MERGE -> hasher.add(i, merged(i, values.values(i)));
        case ON_CREATE, IF_EMPTY -> {}
      }
    }
    return hasher.end();
  }

  private void add(int i, Cells values) {
    int first = values.first(i);
    boolean asItIs = exact[i] && values.first(i + 1) - first == 1 && values.isComposed(first);
    if (asItIs) {
      hasher.add(i, values, first);
    } else {
      hasher.add(i, rules[i].normal(values.values(i)));
    }
  }

  /// Of literal values the missing ones, so that none is the mark of an account in line.
  private List<String> merged(int i, List<String> values) {
    if (values.isEmpty() || !merged.get(i).values.equals(values)) {
      merged.set(i, new Merged(values, missing(i, values)));
    }
    return merged.get(i).missing;
  }

  private List<String> missing(int i, List<String> values) {
    List<String> normal = rules[i].normal(values);
    if (literals.get(i).isEmpty()) {
      return normal;
    }
    return normal.containsAll(literals.get(i))
        ? List.of()
        : literals.get(i).stream().filter(value -> !normal.contains(value)).toList();
  }

  /// Whether any attribute has the rule IF_EMPTY.
  boolean usesPresence() {
    return attributes.stream().anyMatch(mapping -> mapping.rule() == AttributeRule.IF_EMPTY);
  }

  /// Which attributes of the rule IF_EMPTY shall have a value, as bits. Those past the 62nd share
  /// one bit, which [#present] never sets, so that they are always looked at.
  long needed(Cells values) {
    return bits(values, 1L << 63);
  }

  /// Which attributes of the rule IF_EMPTY have a value, as bits.
  long present(Cells values) {
    return bits(values, 0);
  }

  private long bits(Cells values, long past) {
    long bits = 0;
    int position = 0;
    for (int i = 0; i < rules.length; i++) {
      if (attributes.get(i).rule() == AttributeRule.IF_EMPTY) {
        boolean filled = !values.values(i).isEmpty();
        bits |= !filled ? 0 : position < 63 ? 1L << position : past;
        position++;
      }
    }
    return bits;
  }
}
