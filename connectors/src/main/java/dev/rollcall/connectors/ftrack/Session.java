// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// What the server tells once, at the start.
///
/// @param fields the attributes of users
/// @param version as the server writes it: `4.13.8.11061`
/// @param seats the quantity of the licence, where it is told
/// @param ownId the id of the user we are, where it is told
record Session(
    String version,
    Fields fields,
    Fields groupFields,
    UserTypes types,
    OptionalLong seats,
    Optional<String> ownId) {
  /// The oldest server that ftrack's own Python client talks to (`session.py`).
  private static final List<Integer> OLDEST = List.of(3, 3, 11);

  private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6}).*");
  private static final List<Operation> START =
      List.of(
          new Operation.ServerInformation(),
          new Operation.Query("select id, name from UserType"),
          new Operation.Schemas(),
          new Operation.Query(CustomAttributes.QUERY));

  /// What came of the start.
  sealed interface Start {
    record Open(Session session) implements Start {}

    record Closed(Problem problem) implements Start {}
  }

  static Start start(FtrackClient client, FtrackSettings settings) {
    List<Answer> answers = client.each(START);
    if (answers.get(0) instanceof Failure failure) {
      return new Start.Closed(FailureProblem.of(settings, failure));
    }
    if (answers.get(1) instanceof Failure failure) {
      return new Start.Closed(FailureProblem.of(settings, failure));
    }
    JsonNode server = ((Success) answers.get(0)).results().getFirst();
    Session session =
        new Session(
            server.path("version").asString(""),
            fields(answers.get(2)).with(customAttributes(answers.get(3))),
            groupFields(answers.get(2)),
            types((Success) answers.get(1)),
            seats(server),
            server.path("user_information").path("id").asStringOpt());
    return session
        .tooOld(settings)
        .<Start>map(Start.Closed::new)
        .orElseGet(() -> new Start.Open(session));
  }

  private static Fields fields(Answer schemas) {
    return switch (schemas) {
      case Success success -> Fields.of(success.results().getFirst()).orElseGet(Fields::known);
      case Failure _ -> Fields.known();
    };
  }

  /// A server that does not tell of them, or not to everybody, has none that could be mapped.
  private static List<Field> customAttributes(Answer configurations) {
    return switch (configurations) {
      case Success success ->
          CustomAttributes.fields(
              success.rows(0).stream().map(row -> new Row(row, success.entities())).toList());
      case Failure _ -> List.of();
    };
  }

  private static Fields groupFields(Answer schemas) {
    return switch (schemas) {
      case Success success ->
          Fields.ofGroups(success.results().getFirst()).orElseGet(Fields::knownOfGroups);
      case Failure _ -> Fields.knownOfGroups();
    };
  }

  private static UserTypes types(Success answer) {
    Map<String, String> names = new HashMap<>();
    for (JsonNode row : answer.rows(0)) {
      Row type = new Row(row, answer.entities());
      type.text("name").ifPresent(name -> names.put(type.id(), name));
    }
    return new UserTypes(names);
  }

  /// Several features may be licensed; the largest quantity is never too small a limit.
  private static OptionalLong seats(JsonNode server) {
    return server.path("license").values().stream()
        .map(licence -> licence.path("quantity"))
        .filter(JsonNode::isIntegralNumber)
        .mapToLong(JsonNode::longValue)
        .max();
  }

  /// Whether the server's version is this one or a later one; those that cannot be read are.
  boolean isAtLeast(int major, int minor) {
    Matcher numbers = VERSION.matcher(version);
    if (!numbers.matches()) {
      return true;
    }
    int its = Integer.parseInt(numbers.group(1));
    return its > major || (its == major && Integer.parseInt(numbers.group(2)) >= minor);
  }

  /// Whether it is the user that the run itself works under.
  boolean isOwn(FtrackSettings settings, String login, String id) {
    return login.equalsIgnoreCase(settings.user()) || ownId.filter(id::equals).isPresent();
  }

  private Optional<Problem> tooOld(FtrackSettings settings) {
    Matcher numbers = VERSION.matcher(version);
    // "dev" and other unreadable versions pass, as in ftrack's own client.
    boolean old = version.isBlank() || (numbers.matches() && isBefore(numbers));
    return old
        ? Optional.of(
            new Problem(
                "FTRACK-VERSION",
                Blame.REMOTE_SYSTEM,
                "'%s' (%s) is no ftrack server that can be used"
                    .formatted(settings.name(), settings.server()),
                version.isBlank()
                    ? "it tells no version"
                    : "its version is " + version + "; 3.3.11 is the oldest that has this API",
                "update the server, or correct its address"))
        : Optional.empty();
  }

  private static boolean isBefore(Matcher numbers) {
    for (int i = 0; i < OLDEST.size(); i++) {
      int part = Integer.parseInt(numbers.group(i + 1));
      if (part != OLDEST.get(i)) {
        return part < OLDEST.get(i);
      }
    }
    return false;
  }
}
