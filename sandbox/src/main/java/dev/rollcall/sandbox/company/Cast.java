// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.company;

import dev.rollcall.sandbox.company.Names.Name;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The people to whom something happens. Nobody else has their surnames.
enum Cast {
  HEAD(0, "Ingrid", "Solberg"),
  MARRIES(1, "Anna", "Ek"),
  LEAVES(2, "Per", "Dahl"),
  RETURNS(3, "Tobe", "Abara");

  static final int SIZE = 4;

  static final Name MARRIED_NAME = name("Holm");

  static final Name JOINER_GIVEN = name("Mara");

  static final Name JOINER_SURNAME = name("Lind");

  private final int place;
  private final Name given;
  private final Name surname;

  Cast(int place, String given, String surname) {
    this.place = place;
    this.given = name(given);
    this.surname = name(surname);
  }

  static Optional<Cast> at(long index) {
    return List.of(values()).stream().filter(role -> role.place == index).findFirst();
  }

  private static Name name(String text) {
    return new Name(text, text.toLowerCase(Locale.ROOT));
  }

  Name given() {
    return given;
  }

  Name surname() {
    return surname;
  }

  long id() {
    return SampleCompany.FIRST_ID + place;
  }

  int place() {
    return place;
  }
}
