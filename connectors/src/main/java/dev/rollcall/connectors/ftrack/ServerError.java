// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// ftrack's own error: one object in place of the array of results, by HTTP status 200 or another.
final class ServerError {
  private static final Pattern SEATS =
      Pattern.compile(
          "\\b(seats?|licen[cs]es?|user limit|limit of users|(maximum|max) number of"
              + " (active )?users|too many (active )?users)\\b");
  private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
  private static final Pattern DUPLICATE =
      Pattern.compile(
          "\\b(duplicate|already (exists|taken|in use)|exists already|not unique|unique"
              + " constraint)");
  private static final Pattern PASSING =
      Pattern.compile(
          "deadlock|lock wait timeout|server has gone away|too many connections|try again later"
              + "|temporarily unavailable");
  private static final Pattern UNKNOWN_NAME =
      Pattern.compile(
          "(parse|query|attribute|key|name|unrecognisedentitytype)error|unknown"
              + " (attribute|entity|column|property|type)|has no attribute|not a valid attribute");

  private ServerError() {}

  /// @param before what the HTTP status says, where it speaks for what stands before the server
  static Failure read(JsonNode body, Optional<Cause> before) {
    String exception = text(body, "exception");
    String said = said(body, exception);
    Cause cause =
        before.orElseGet(
            () -> cause(exception, text(body, "error_code"), said.toLowerCase(Locale.ROOT), body));
    return Failure.of(cause, said);
  }

  private static Cause cause(String exception, String code, String said, JsonNode body) {
    if (code.startsWith("api_credentials")) {
      return Cause.CREDENTIALS;
    }
    return switch (exception) {
      case "InvalidCredentialsError" -> Cause.CREDENTIALS;
      case "DuplicateEntryError" -> seats(said) ? Cause.SEATS : Cause.DUPLICATE;
      case "IntegrityError" -> integrity(said);
      default -> byWords(exception, said, body);
    };
  }

  private static Cause byWords(String exception, String said, JsonNode body) {
    if (said.contains("invalid action")) {
      return Cause.UNKNOWN_ACTION;
    }
    if (seats(said)) {
      return Cause.SEATS;
    }
    return switch (exception) {
      case "PermissionError", "FTAuthenticationError" -> Cause.PERMISSION;
      case "ValidationError" -> DUPLICATE.matcher(said).find() ? Cause.DUPLICATE : Cause.VALIDATION;
      default -> byHint(said, body);
    };
  }

  private static Cause integrity(String said) {
    if (seats(said)) {
      return Cause.SEATS;
    }
    return DUPLICATE.matcher(said).find() ? Cause.DUPLICATE : Cause.INTEGRITY;
  }

  /// What a server says without seats is not documented. Values that it quotes do not count: they
  /// may be of somebody called Seat.
  private static boolean seats(String said) {
    return SEATS.matcher(QUOTED.matcher(said).replaceAll(" ")).find();
  }

  private static Cause byHint(String said, JsonNode body) {
    if (PASSING.matcher(said).find()) {
      return Cause.BUSY;
    }
    if (DUPLICATE.matcher(said).find()) {
      return Cause.DUPLICATE;
    }
    if (UNKNOWN_NAME.matcher(said).find()) {
      return Cause.UNKNOWN_NAME;
    }
    return body.has("detail") ? Cause.VALIDATION : Cause.SERVER_ERROR;
  }

  private static String said(JsonNode body, String exception) {
    if (body.path("detail").isArray()) {
      return body.path("detail").values().stream()
          .map(flaw -> flaw.path("loc") + " " + text(flaw, "msg"))
          .collect(Collectors.joining("; "));
    }
    String content = text(body, "content");
    String words = content.isEmpty() ? body.toString() : content;
    return exception.isEmpty() ? words : exception + ": " + words;
  }

  private static String text(JsonNode node, String name) {
    return node.optional(name)
        .filter(JsonNode::isValueNode)
        .flatMap(JsonNode::asStringOpt)
        .orElse("");
  }
}
