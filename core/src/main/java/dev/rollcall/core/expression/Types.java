// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;

/// The kinds of values, and how they are called.
final class Types {
  static final CelType TEXT = SimpleType.STRING;
  static final CelType WHOLE = SimpleType.INT;
  static final CelType NUMBER = SimpleType.DOUBLE;
  static final CelType TRUTH = SimpleType.BOOL;
  static final CelType TIME = SimpleType.TIMESTAMP;
  static final CelType SPAN = SimpleType.DURATION;
  static final CelType ANY = TypeParamType.create("A");
  static final CelType OTHER = TypeParamType.create("B");
  static final CelType TEXTS = ListType.create(TEXT);
  static final CelType LIST = ListType.create(ANY);
  static final CelType TABLE = MapType.create(ANY, OTHER);

  private Types() {}

  static String words(CelType type) {
    return switch (type.kind()) {
      case STRING -> "text";
      case INT -> "whole number";
      case DOUBLE -> "number";
      case BOOL -> "true or false";
      case TIMESTAMP -> "time";
      case DURATION -> "length of time";
      case LIST -> type.equals(TEXTS) ? "list of texts" : "list";
      case MAP -> "table";
      case NULL_TYPE -> "null";
      default -> type.name().equals("B") ? "other" : "any";
    };
  }

  /// The same with its article: `a list`.
  static String spoken(CelType type) {
    String words = words(type);
    return switch (words) {
      case "text", "true or false", "null", "any" -> words;
      default -> "a " + words;
    };
  }

  /// The same for a type as the type checker writes it.
  static String words(String written) {
    return switch (written) {
      case "string" -> "text";
      case "int" -> "a whole number";
      case "double" -> "a number";
      case "bool" -> "true or false";
      case "google.protobuf.Timestamp", "timestamp" -> "a time";
      case "google.protobuf.Duration", "duration" -> "a length of time";
      case "null", "null_type" -> "null";
      case "uint" -> "a number with u";
      case "bytes" -> "bytes";
      case "list(string)" -> "a list of texts";
      default ->
          written.startsWith("list(") ? "a list" : written.startsWith("map(") ? "a table" : written;
    };
  }
}
