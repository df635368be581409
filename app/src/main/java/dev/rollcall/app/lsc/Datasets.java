// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/// Carries over what accounts hold.
final class Datasets {
  private final Decisions decisions;
  private final Ends ends;
  private final Tag options;
  private final List<Mapped> mapped = new ArrayList<>();

  /// What the two sides know.
  ///
  /// @param written the attributes that LSC writes; empty: all
  /// @param naming the attribute that names accounts, which has its value elsewhere
  /// @param several whether a name may have several values in the source
  record Ends(
      Script.Scope scope,
      Tag destination,
      List<String> written,
      Optional<String> naming,
      boolean several) {
    boolean has(String name) {
      return scope.known().test(name);
    }

    boolean writes(String attribute) {
      return written.isEmpty()
          || written.contains("*")
          || written.stream().anyMatch(attribute::equalsIgnoreCase);
    }
  }

  Datasets(Tag options, Ends ends, Decisions decisions) {
    this.options = options;
    this.ends = ends;
    this.decisions = decisions;
  }

  List<Mapped> read() {
    List<Tag> datasets = options.all("dataset");
    datasets.forEach(this::dataset);
    Predicate<String> named =
        name -> datasets.stream().anyMatch(it -> name(it).equalsIgnoreCase(name));
    for (String attribute : ends.written()) {
      if (attribute.equals("*")) {
        decisions.add(
            ends.destination(),
            "fetchedAttributes is '*': LSC keeps every attribute",
            "name those that shall be kept under 'attributes'");
      } else if (!named.test(attribute)) {
        bare(attribute);
      }
    }
    return mapped;
  }

  private static String name(Tag dataset) {
    return dataset.value("name").orElse("");
  }

  /// Without a dataset LSC copies the value of the same name.
  private void bare(String attribute) {
    if (secret(attribute)) {
      password(ends.destination());
    } else if (ends.has(attribute)) {
      Value same = new Value.Computed(Piece.value(attribute).text());
      mapped.add(new Mapped(attribute, same, rule(options, "defaultPolicy"), Optional.empty()));
    } else if (ends.naming().filter(attribute::equalsIgnoreCase).isEmpty()) {
      decisions.add(
          ends.destination(),
          "'%s' is in fetchedAttributes, and nothing gives it a value".formatted(attribute),
          "nothing, if LSC never wrote it; otherwise add it under 'attributes'");
    }
  }

  private void dataset(Tag dataset) {
    String name = name(dataset);
    if (secret(name)) {
      password(dataset);
    } else if (!ends.writes(name)) {
      decisions.add(
          dataset,
          "the dataset '%s' is not in fetchedAttributes, so LSC never writes it".formatted(name),
          "nothing; or add it under 'attributes' if it was meant to be written");
    } else {
      try {
        valued(dataset, name).ifPresent(mapped::add);
      } catch (Untranslated script) {
        decisions.add(
            dataset,
            "the script of '%s' is not carried over: %s".formatted(name, script.why()),
            "write its expression under 'attributes'; see docs/reference/expressions.md");
      }
    }
  }

  static boolean secret(String attribute) {
    return List.of("userpassword", "unicodepwd", "sambantpassword")
        .contains(attribute.toLowerCase(Locale.ROOT));
  }

  private void password(Tag at) {
    decisions.add(
        at,
        "LSC keeps passwords here",
        "see 'initial_password' in docs/reference/configuration.md: set once, never compared");
  }

  private Optional<Mapped> valued(Tag dataset, String name) {
    Optional<Value> forced = value(dataset, "forceValues");
    Optional<Value> standard = value(dataset, "defaultValues");
    Optional<Value> created = value(dataset, "createValues");
    String rule = policy(dataset);
    if (forced.isPresent()) {
      return Optional.of(new Mapped(name, forced.get(), rule, Optional.empty()));
    }
    different(dataset, name, standard, created);
    if (ends.has(name)) {
      Value same = new Value.Computed(Piece.value(name).text());
      return Optional.of(new Mapped(name, same, rule, standard.or(() -> created)));
    }
    if (standard.isPresent()) {
      return Optional.of(new Mapped(name, standard.get(), rule, Optional.empty()));
    }
    if (created.isPresent()) {
      return Optional.of(new Mapped(name, created.get(), Mapped.ON_CREATE, Optional.empty()));
    }
    decisions.add(
        dataset,
        "nothing gives '%s' a value".formatted(name),
        "nothing, if LSC never wrote it; otherwise add it under 'attributes'");
    return Optional.empty();
  }

  /// An attribute has one default here.
  private void different(
      Tag dataset, String name, Optional<Value> standard, Optional<Value> created) {
    boolean both = standard.isPresent() && created.isPresent() && !standard.equals(created);
    boolean once = standard.isEmpty() && created.isPresent() && ends.has(name);
    if (both || once) {
      decisions.add(
          dataset,
          "'%s' has a value of its own for new accounts".formatted(name),
          "look at its 'default', which holds for all accounts here");
    }
  }

  private Optional<Value> value(Tag dataset, String key) {
    List<Piece> scripts =
        dataset.strings(key).stream().map(it -> Script.translated(it, ends.scope())).toList();
    String delimiter =
        dataset.value("delimiter").or(() -> options.value("defaultDelimiter")).orElse("");
    return scripts.isEmpty()
        ? Optional.empty()
        : Optional.of(Value.of(scripts, delimiter, ends.several()));
  }

  private String policy(Tag dataset) {
    return dataset.value("policy").isPresent()
        ? rule(dataset, "policy")
        : rule(options, "defaultPolicy");
  }

  private static String rule(Tag tag, String key) {
    return switch (tag.value(key).orElse("FORCE")) {
      case "KEEP" -> "if empty";
      case "MERGE" -> "merge";
      default -> Mapped.ALWAYS;
    };
  }
}
