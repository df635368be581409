// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// Sets the pictures of users, in the order of ftrack's own client: ask where to send the file,
/// send it, make its component, and only then name it at the user.
final class Avatars {
  /// So many pictures are in memory and in a call at once.
  private static final int AT_ONCE = 25;

  /// `ftrack.server` (`symbol.py`), where thumbnails have to be.
  private static final String SERVER_LOCATION = "3a372bde-05bc-11e4-8908-20c9d081909b";

  private final FtrackClient client;
  private final FtrackSettings settings;
  private final Map<Integer, Result> results = new HashMap<>();
  private Optional<Failure> end = Optional.empty();

  Avatars(FtrackClient client, FtrackSettings settings) {
    this.client = client;
    this.settings = settings;
  }

  /// A picture that a user shall have.
  ///
  /// @param change the place of the change that it belongs to
  /// @param base64 the picture; none where empty
  record Wanted(int change, String user, String login, Optional<String> base64) {}

  /// What became of it.
  sealed interface Result {
    record Set() implements Result {}

    record AlreadySo() implements Result {}

    record Refused(Problem problem) implements Result {}

    record Unavailable(Failure failure) implements Result {}
  }

  /// A picture on its way.
  private record Sent(Wanted wanted, Optional<Picture> picture, String component, Row user) {}

  /// @return what became of each, by its change
  Map<Integer, Result> set(List<Wanted> wanted) {
    for (int from = 0; from < wanted.size(); from += AT_ONCE) {
      some(wanted.subList(from, Math.min(from + AT_ONCE, wanted.size())));
    }
    return results;
  }

  private void some(List<Wanted> wanted) {
    if (end.isPresent()) {
      wanted.forEach(one -> results.put(one.change(), new Result.Unavailable(end.get())));
      return;
    }
    List<String> columns = new ArrayList<>(Picture.COLUMNS);
    columns.add("id");
    String query =
        QueryText.select(columns, "User")
            + " where "
            + QueryText.in("id", wanted.stream().map(Wanted::user).toList());
    switch (Found.by(client, List.of(query))) {
      case Found.Nothing(Failure failure) -> wanted.forEach(one -> failed(one, "look at", failure));
      case Found.Rows rows -> some(wanted, rows.all());
    }
  }

  private void some(List<Wanted> wanted, List<Row> rows) {
    Map<String, Row> users = new HashMap<>();
    rows.forEach(row -> users.put(row.id(), row));
    List<Sent> pictures = new ArrayList<>();
    for (Wanted one : wanted) {
      Optional<Row> user = Optional.ofNullable(users.get(one.user()));
      List<String> has = user.map(Picture::of).orElse(List.of());
      List<String> shall = one.base64().map(Picture::print).map(List::of).orElse(List.of());
      if (user.isEmpty() || has.equals(shall)) {
        results.put(one.change(), new Result.AlreadySo());
      } else {
        made(one, user.get()).ifPresent(pictures::add);
      }
    }
    List<Sent> uploaded = uploaded(pictures);
    List<Sent> components = called(uploaded, this::component, "make the picture of");
    called(components, Avatars::named, "set the picture of")
        .forEach(done -> results.put(done.wanted().change(), new Result.Set()));
  }

  private Optional<Sent> made(Wanted one, Row user) {
    String component = client.surroundings().ids().get().toString();
    if (one.base64().isEmpty()) {
      return Optional.of(new Sent(one, Optional.empty(), component, user));
    }
    return switch (Picture.from(one.base64().get())) {
      case Picture.Made.Refused(Problem problem) -> {
        results.put(one.change(), new Result.Refused(problem));
        yield Optional.empty();
      }
      case Picture.Made.Ready(Picture picture) ->
          Optional.of(new Sent(one, Optional.of(picture), component, user));
    };
  }

  /// Those whose file is where the server wants it, or who have none.
  private List<Sent> uploaded(List<Sent> pictures) {
    List<Sent> ready =
        new ArrayList<>(pictures.stream().filter(one -> one.picture().isEmpty()).toList());
    List<Sent> files = pictures.stream().filter(one -> one.picture().isPresent()).toList();
    List<Operation> asks =
        files.stream()
            .<Operation>map(
                one -> Operation.Upload.of(one.component(), one.picture().orElseThrow()))
            .toList();
    if (asks.isEmpty()) {
      return ready;
    }
    switch (client.call(asks)) {
      case Failure failure -> files.forEach(one -> failed(one.wanted(), "upload", failure));
      case Success success -> {
        for (int i = 0; i < files.size(); i++) {
          Sent one = files.get(i);
          Optional<Failure> failure =
              client.upload(success.results().get(i), one.picture().orElseThrow().jpeg());
          failure.ifPresentOrElse(
              why -> failed(one.wanted(), "upload the picture of", why), () -> ready.add(one));
        }
      }
    }
    return ready;
  }

  /// What a picture needs in one call.
  private interface Needs {
    List<Operation> of(Sent one);
  }

  /// @return those for whom it was done
  private List<Sent> called(List<Sent> pictures, Needs needs, String what) {
    if (end.isPresent() || pictures.isEmpty()) {
      pictures.forEach(
          one -> results.put(one.wanted().change(), new Result.Unavailable(end.get())));
      return List.of();
    }
    List<Operation> operations = pictures.stream().flatMap(one -> needs.of(one).stream()).toList();
    if (operations.isEmpty()) {
      return pictures;
    }
    return switch (client.call(operations)) {
      case Success _ -> pictures;
      case Failure failure
          when failure.cause().advice() == Cause.Advice.ONE_CHANGE && pictures.size() > 1 -> {
        int half = pictures.size() / 2;
        List<Sent> done = new ArrayList<>(called(pictures.subList(0, half), needs, what));
        done.addAll(called(pictures.subList(half, pictures.size()), needs, what));
        yield done;
      }
      case Failure failure -> {
        pictures.forEach(one -> failed(one.wanted(), what, failure));
        yield List.of();
      }
    };
  }

  private void failed(Wanted one, String what, Failure failure) {
    if (failure.cause().advice() != Cause.Advice.ONE_CHANGE) {
      end = Optional.of(failure);
      results.put(one.change(), new Result.Unavailable(failure));
      return;
    }
    Problem told = FailureProblem.of(settings, failure);
    results.put(
        one.change(),
        new Result.Refused(
            new Problem(
                "FTRACK-PICTURE-REFUSED",
                Blame.REMOTE_SYSTEM,
                "the server refuses to %s '%s'".formatted(what, one.login()),
                told.why(),
                "see whether the key's role may upload files, then run again")));
  }

  private List<Operation> component(Sent one) {
    if (one.picture().isEmpty()) {
      return List.of();
    }
    JsonNodeFactory json = JsonNodeFactory.instance;
    Map<String, JsonNode> component = new TreeMap<>();
    component.put("name", json.stringNode("thumbnail"));
    component.put("file_type", json.stringNode(".jpg"));
    component.put("size", json.numberNode(one.picture().get().jpeg().length));
    Map<String, JsonNode> location = new TreeMap<>();
    location.put("component_id", json.stringNode(one.component()));
    location.put("location_id", json.stringNode(SERVER_LOCATION));
    location.put("resource_identifier", json.stringNode(one.component()));
    String place = client.surroundings().ids().get().toString();
    return List.of(
        new Operation.Create("FileComponent", one.component(), new TreeMap<>(component)),
        new Operation.Create("ComponentLocation", place, new TreeMap<>(location)));
  }

  private static List<Operation> named(Sent one) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    boolean noted = one.user().keyed("metadata", Picture.NOTE).isPresent();
    String user = one.wanted().user();
    JsonNode thumbnail =
        one.picture().isPresent() ? json.stringNode(one.component()) : json.nullNode();
    List<Operation> operations = new ArrayList<>();
    operations.add(
        new Operation.Update(
            "User", List.of(user), new TreeMap<>(Map.of("thumbnail_id", thumbnail))));
    if (one.picture().isPresent()) {
      String note = one.picture().get().note(one.component());
      operations.add(
          noted
              ? new Operation.Update(
                  "Metadata",
                  List.of(user, Picture.NOTE),
                  new TreeMap<>(Map.of("value", json.stringNode(note))))
              : new Operation.Metadata(user, Picture.NOTE, note));
    } else if (noted) {
      operations.add(new Operation.Delete("Metadata", List.of(user, Picture.NOTE)));
    }
    return operations;
  }
}
