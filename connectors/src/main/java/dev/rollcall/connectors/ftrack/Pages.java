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

/// Reads all users page by page, in the order of their ids, so that a page that the server repeats
/// or leaves out cannot pass. Each page begins with the last user of the page before; users that
/// come or go meanwhile move nothing, because a page is asked for by that id and not by a number.
/// The id at the very end is asked for together with the first page, and has to be reached.
final class Pages {
  private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final FtrackClient client;
  private final FtrackSettings settings;
  private final String select;
  private final Optional<String> condition;

  private String last = "";
  private long delivered;
  private boolean byNumber;
  private Optional<String> end = Optional.empty();

  /// @param columns what is asked for besides the id
  /// @param condition which users; all where there is none
  Pages(
      FtrackClient client,
      FtrackSettings settings,
      List<String> columns,
      Optional<String> condition) {
    this.client = client;
    this.settings = settings;
    this.select = QueryText.select(columns, "User");
    this.condition = condition;
  }

  /// Delivers every user once.
  ///
  /// @return how many there were
  long read(Consumer<UserRow> each) throws ReadFailed {
    Success first = answer(first());
    if (condition.isEmpty()) {
      end = first.rows(1).stream().findFirst().map(row -> new UserRow(row, first.entities()).id());
    }
    boolean more = deliver(first, each);
    while (more) {
      more = deliver(next(), each);
    }
    if (end.isPresent()) {
      throw broken("the last user there is, " + end.get() + ", did not come");
    }
    return delivered;
  }

  private List<Operation> first() {
    Operation page = new Operation.Query(query(condition) + limit());
    return condition.isPresent()
        ? List.of(page)
        : List.of(page, new Operation.Query("select id from User order by id descending limit 1"));
  }

  private Success next() throws ReadFailed {
    if (!byNumber) {
      String onwards = "id >= " + QueryText.quoted(last);
      String both = condition.map(only -> "(" + only + ") and " + onwards).orElse(onwards);
      Answer answer = client.call(List.of(new Operation.Query(query(Optional.of(both)) + limit())));
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
    return answer(List.of(new Operation.Query(query(condition) + from + limit())));
  }

  private String query(Optional<String> where) {
    return select + where.map(text -> " where " + text).orElse("") + " order by id";
  }

  private String limit() {
    return " limit " + settings.pageSize();
  }

  /// @return whether there may be more
  private boolean deliver(Success page, Consumer<UserRow> each) throws ReadFailed {
    List<UserRow> rows = new ArrayList<>();
    page.rows(0).forEach(row -> rows.add(new UserRow(row, page.entities())));
    if (delivered > 0) {
      continues(rows);
    }
    List<UserRow> fresh = delivered > 0 ? rows.subList(1, rows.size()) : rows;
    for (UserRow row : fresh) {
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

  private void continues(List<UserRow> rows) throws ReadFailed {
    String begins = rows.isEmpty() ? "nothing" : rows.getFirst().id();
    if (!begins.equals(last)) {
      throw broken("after user " + last + " a page came that begins with " + begins);
    }
  }

  private void inOrder(String id) throws ReadFailed {
    boolean comparable = UUID.matcher(id).matches() && UUID.matcher(last).matches();
    if (id.isEmpty() || id.equals(last) || (comparable && id.compareTo(last) < 0)) {
      throw broken("after user " + last + " came user " + (id.isEmpty() ? "without id" : id));
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
            "the users of '" + settings.name() + "' could not be read whole",
            why + "; nothing of the read is used",
            "run again; if it stays so, report it with the server's version"));
  }
}
