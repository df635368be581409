// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Answer.Failure;
import dev.rollcall.connectors.ftrack.Answer.Success;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// Reads all entities of a type page by page, in the order of their ids, so that a page that the
/// server repeats or leaves out cannot pass. Each page begins with the last entity of the page
/// before; what comes or goes meanwhile moves nothing, because a page is asked for by that id and
/// not by a number. The id at the very end is asked for together with the first page, and has to be
/// reached.
final class Pages {
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final FtrackClient client;
  private final FtrackSettings settings;
  private final What what;
  private final String select;
  private final boolean proved;

  private String last = "";
  private long delivered;
  private boolean byNumber;
  private Optional<String> end = Optional.empty();

  /// What is read.
  ///
  /// @param words how people call it: `users`
  /// @param columns what is asked for; the id among it
  /// @param condition which of them; all where there is none
  record What(String entityType, String words, List<String> columns, Optional<String> condition) {
    static What users(List<String> columns, Optional<String> condition) {
      return new What("User", "users", columns, condition);
    }
  }

  private Pages(FtrackClient client, FtrackSettings settings, What what, boolean proved) {
    this.client = client;
    this.settings = settings;
    this.what = what;
    this.select = QueryText.select(what.columns(), what.entityType());
    this.proved = proved;
  }

  /// Everything, with the proof that the last one was reached.
  static Pages whole(FtrackClient client, FtrackSettings settings, What what) {
    return new Pages(client, settings, what, true);
  }

  /// What a narrow condition finds, mostly less than a page.
  static Pages some(FtrackClient client, FtrackSettings settings, What what) {
    return new Pages(client, settings, what, false);
  }

  /// Delivers every entity once.
  ///
  /// @return how many there were
  long read(Consumer<Row> each) throws ReadFailed {
    Success first = answer(first());
    if (proved) {
      end = first.rows(1).stream().findFirst().map(row -> new Row(row, first.entities()).id());
    }
    boolean more = deliver(first, each);
    while (more) {
      more = deliver(next(), each);
    }
    if (end.isPresent()) {
      throw broken("the last one there is, " + end.get() + ", did not come");
    }
    return delivered;
  }

  private List<Operation> first() {
    Operation page = new Operation.Query(query(what.condition()) + " order by id" + limit());
    String end = QueryText.select(List.of("id"), what.entityType()) + where(what.condition());
    return proved
        ? List.of(page, new Operation.Query(end + " order by id descending limit 1"))
        : List.of(page);
  }

  private Success next() throws ReadFailed {
    if (!byNumber) {
      String onwards = "id >= " + QueryText.quoted(last);
      String both = what.condition().map(only -> "(" + only + ") and " + onwards).orElse(onwards);
      Answer answer =
          client.call(
              List.of(new Operation.Query(query(Optional.of(both)) + " order by id" + limit())));
      boolean refused =
          answer instanceof Failure failure
              && failure.cause().advice() == Cause.Advice.ONE_CHANGE
              && failure.cause() != Cause.PERMISSION;
      if (!refused) {
        return success(answer);
      }
      // A server that cannot compare ids by order can still count.
      byNumber = true;
    }
    String from = " offset " + (delivered - 1);
    return answer(
        List.of(new Operation.Query(query(what.condition()) + " order by id" + from + limit())));
  }

  private String query(Optional<String> where) {
    return select + where(where);
  }

  private static String where(Optional<String> condition) {
    return condition.map(text -> " where " + text).orElse("");
  }

  private String limit() {
    return " limit " + settings.pageSize();
  }

  /// @return whether there may be more
  private boolean deliver(Success page, Consumer<Row> each) throws ReadFailed {
    List<Row> rows = new ArrayList<>();
    page.rows(0).forEach(row -> rows.add(new Row(row, page.entities())));
    if (delivered > 0) {
      continues(rows);
    }
    List<Row> fresh = delivered > 0 ? rows.subList(1, rows.size()) : rows;
    for (Row row : fresh) {
      inOrder(row.id());
      each.accept(row);
      delivered++;
    }
    return !fresh.isEmpty() && (rows.size() >= settings.pageSize() || !ended(page));
  }

  private static boolean ended(Success page) {
    JsonNode next = page.results().getFirst().path("metadata").path("next");
    return next.has("offset") && next.path("offset").isNull();
  }

  private void continues(List<Row> rows) throws ReadFailed {
    String begins = rows.isEmpty() ? "nothing" : rows.getFirst().id();
    if (!begins.equals(last)) {
      throw broken("after " + last + " a page came that begins with " + begins);
    }
  }

  private void inOrder(String id) throws ReadFailed {
    boolean comparable = UUID.matcher(id).matches() && UUID.matcher(last).matches();
    if (id.isEmpty() || id.equals(last) || (comparable && id.compareTo(last) < 0)) {
      throw broken("after " + last + " came " + (id.isEmpty() ? "one without id" : id));
    }
    last = id;
    end = end.filter(expected -> !expected.equals(id));
  }

  private Success answer(List<Operation> operations) throws ReadFailed {
    return success(client.call(operations));
  }

  private Success success(Answer answer) throws ReadFailed {
    return switch (answer) {
      case Success success -> success;
      case Failure failure -> throw new ReadFailed(FailureProblem.of(settings, failure));
    };
  }

  private ReadFailed broken(String why) {
    return new ReadFailed(
        new Problem(
            "FTRACK-PAGING",
            Blame.REMOTE_SYSTEM,
            "the " + what.words() + " of '" + settings.name() + "' could not be read whole",
            why + "; nothing of the read is used",
            "run again; if it stays so, report it with the server's version"));
  }
}
