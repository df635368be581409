// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import dev.rollcall.core.model.Secret;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/// What a generated password looks like: so long, with at least one letter of each class. Letters
/// that are mistaken for each other on paper (0 and O, 1, I and l) do not occur.
public record PasswordPolicy(int length, Set<Letters> classes) {
  /// Kinds of letters.
  public enum Letters {
    LOWER("abcdefghijkmnopqrstuvwxyz"),
    UPPER("ABCDEFGHJKLMNPQRSTUVWXYZ"),
    DIGIT("23456789"),
    SYMBOL("!#$%&*+-./:=?@_");

    private final String all;

    Letters(String all) {
      this.all = all;
    }
  }

  public static final int SHORTEST = 8;
  public static final int LONGEST = 128;

  /// 20 letters of all classes: more than any usual rule of a directory demands.
  public static final PasswordPolicy USUAL = new PasswordPolicy(20, EnumSet.allOf(Letters.class));

  public PasswordPolicy {
    if (length < SHORTEST || length > LONGEST || classes.isEmpty()) {
      throw new IllegalArgumentException("%d letters of %s".formatted(length, classes));
    }
    classes = Collections.unmodifiableSet(EnumSet.copyOf(classes));
  }

  /// A new password.
  Secret generate() {
    return generate(new SecureRandom());
  }

  private Secret generate(RandomGenerator random) {
    String any = classes.stream().map(each -> each.all).collect(Collectors.joining());
    List<Character> letters = new ArrayList<>();
    classes.forEach(each -> letters.add(oneOf(each.all, random)));
    while (letters.size() < length) {
      letters.add(oneOf(any, random));
    }
    Collections.shuffle(letters, random);
    return Secret.of(letters.stream().map(String::valueOf).collect(Collectors.joining()));
  }

  private static char oneOf(String letters, RandomGenerator random) {
    return letters.charAt(random.nextInt(letters.length()));
  }
}
