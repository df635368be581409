// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.company;

import dev.rollcall.sandbox.company.Names.Name;
import dev.rollcall.sandbox.company.Person.Status;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// A made-up studio. The same seed and size always give the same people.
public final class SampleCompany {
  /// The number of the first person; the others follow without a gap.
  public static final long FIRST_ID = 10_001;

  private static final long USUAL_SEED = 1;
  private static final int REPORTS = 8;
  private static final LocalDate FOUNDED = LocalDate.of(2009, 3, 2);

  private static final List<String> DEPARTMENTS =
      List.of(
          "Animation",
          "Compositing",
          "Editorial",
          "FX",
          "IT",
          "Layout",
          "Lighting",
          "Pipeline",
          "Production",
          "Rigging");

  private static final List<String> LEVELS =
      List.of("Junior Artist", "Artist", "Artist", "Senior Artist", "Lead");

  private final long seed;
  private final int size;
  private final Names names = Names.read();

  public SampleCompany(long seed, int size) {
    if (size < Cast.SIZE) {
      throw new IllegalArgumentException("a studio has at least " + Cast.SIZE + " people");
    }
    this.seed = seed;
    this.size = size;
  }

  /// A studio of that many people.
  public static SampleCompany of(int size) {
    return new SampleCompany(USUAL_SEED, size);
  }

  /// That many people one after the other, without keeping any of them; logins are unique.
  public static Stream<Person> people(long count) {
    SampleCompany company = of(Cast.SIZE);
    return LongStream.range(0, count).mapToObj(company::person);
  }

  public int size() {
    return size;
  }

  /// Everybody, in the order of their numbers; all of them active.
  public Stream<Person> people() {
    return LongStream.range(0, size).mapToObj(this::person);
  }

  /// The person at a place, with a number that follows from the place.
  public Person person(long index) {
    return Cast.at(index)
        .map(role -> person(index, role.given(), role.surname(), ""))
        .orElseGet(() -> extra(index));
  }

  private Person extra(long index) {
    long pairs = (long) names.given().size() * names.surnames().size();
    long scrambled = scrambled(index, pairs);
    Name given = names.given().get((int) (scrambled % names.given().size()));
    Name surname = names.surnames().get((int) (scrambled / names.given().size()));
    long round = index / pairs;
    return person(index, given, surname, round == 0 ? "" : String.valueOf(round + 1));
  }

  /// A place within the pairs of names that no other index of the same round has.
  private long scrambled(long index, long pairs) {
    long step = 7919;
    while (gcd(step, pairs) != 1) {
      step += 2;
    }
    return Math.floorMod(index % pairs * step + seed * 104_729, pairs);
  }

  private static long gcd(long a, long b) {
    return b == 0 ? a : gcd(b, a % b);
  }

  Person person(long index, Name given, Name surname, String suffix) {
    String username = given.plain() + "." + surname.plain() + suffix;
    long mixed = mixed(index);
    return new Person(
        FIRST_ID + index,
        username,
        given.text(),
        surname.text(),
        username + "@studio.example",
        DEPARTMENTS.get((int) (mixed % DEPARTMENTS.size())),
        title(index, mixed),
        String.format(Locale.ROOT, "+46 8 5550 %06d", index),
        index == 0 ? OptionalLong.empty() : OptionalLong.of(FIRST_ID + (index - 1) / REPORTS),
        Status.ACTIVE,
        FOUNDED.plusDays(index == 0 ? 0 : (mixed >>> 8) % 6400));
  }

  private static String title(long index, long mixed) {
    return index == 0 ? "Studio Head" : LEVELS.get((int) ((mixed >>> 4) % LEVELS.size()));
  }

  /// Scatters neighbouring numbers: the finalizer of SplitMix64, without the sign.
  private long mixed(long index) {
    long z = (index + seed) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) >>> 1;
  }
}
