// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.model;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/// The kinds of change, in the order in which a plan shows them.
public enum Kind {
  CREATE(Sort.USER),
  RENAME(Sort.USER),
  UPDATE(Sort.USER),
  ENABLE(Sort.USER),
  DISABLE(Sort.USER),
  DELETE(Sort.USER),
  CREATE_GROUP(Sort.GROUP),
  RENAME_GROUP(Sort.GROUP),
  UPDATE_GROUP(Sort.GROUP),
  DELETE_GROUP(Sort.GROUP),
  /// Members of a group come and go.
  MEMBERS(Sort.GROUP),
  /// A role is granted and taken.
  ROLES(Sort.ROLE),
  /// The team of a project changes.
  TEAMS(Sort.TEAM);

  /// What can happen to accounts.
  public static final Set<Kind> OF_USERS =
      Set.copyOf(EnumSet.of(CREATE, RENAME, UPDATE, ENABLE, DISABLE, DELETE));

  private final Sort sort;

  Kind(Sort sort) {
    this.sort = sort;
  }

  /// What such a change concerns.
  public Sort sort() {
    return sort;
  }

  /// The same kind of change, of another sort of thing: `CREATE` of a group is `CREATE_GROUP`.
  ///
  /// @throws IllegalArgumentException where there is no such thing
  public Kind of(Sort other) {
    return other == sort
        ? this
        : switch (this) {
          case CREATE -> group(other, CREATE_GROUP);
          case RENAME -> group(other, RENAME_GROUP);
          case UPDATE -> group(other, UPDATE_GROUP);
          case DELETE -> group(other, DELETE_GROUP);
          case MEMBERS -> held(other);
          case ENABLE,
              DISABLE,
              CREATE_GROUP,
              RENAME_GROUP,
              UPDATE_GROUP,
              DELETE_GROUP,
              ROLES,
              TEAMS ->
              throw none(other);
        };
  }

  private Kind group(Sort other, Kind kind) {
    if (other != Sort.GROUP) {
      throw none(other);
    }
    return kind;
  }

  private Kind held(Sort other) {
    return switch (other) {
      case GROUP -> MEMBERS;
      case ROLE -> ROLES;
      case TEAM -> TEAMS;
      case USER -> throw none(other);
    };
  }

  private IllegalArgumentException none(Sort other) {
    return new IllegalArgumentException("there is no " + this + " of a " + other);
  }

  /// Its bit in a set of kinds that is kept as a number.
  public int bit() {
    return switch (this) {
      case CREATE, CREATE_GROUP -> 1;
      case RENAME, RENAME_GROUP -> 1 << 1;
      case UPDATE, UPDATE_GROUP -> 1 << 2;
      case ENABLE -> 1 << 3;
      case DISABLE -> 1 << 4;
      case DELETE, DELETE_GROUP -> 1 << 5;
      case MEMBERS, ROLES, TEAMS -> 1 << 6;
    };
  }

  /// The word that configuration and JSON use: `create`, `create_group`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The words for people: `create group`.
  public String words() {
    return word().replace('_', ' ');
  }
}
