// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.query.Query;
import dev.rollcall.sandbox.ftrack.store.Finder;
import dev.rollcall.sandbox.ftrack.store.Row;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/// Answers queries and searches, a page at a time.
final class Queries {
  private static final List<String> SEARCHED =
      List.of("username", "first_name", "last_name", "email", "name", "full_name", "label");

  private final Finder finder;
  private final OptionalInt largestPage;

  Queries(Finder finder, OptionalInt largestPage) {
    this.finder = finder;
    this.largestPage = largestPage;
  }

  void query(Operation operation, Call call) {
    Query asked = limited(operation.expression());
    int size = asked.limit().orElse(0);
    Finder.Page page = finder.page(asked);
    if (call.faults().hit(Fault.PageRepeated.class, operation)) {
      page = new Finder.Page(page.type(), finder.page(asked, -size).rows(), page.next());
    } else if (call.faults().hit(Fault.PageSkipped.class, operation)) {
      page = finder.page(asked, size);
    }
    write(operation, call, page, asked);
  }

  private Query limited(Query asked) {
    OptionalInt limit = IntStream.concat(asked.limit().stream(), largestPage.stream()).min();
    return new Query(
        asked.projections(),
        asked.entityType(),
        asked.where(),
        asked.order(),
        asked.offset(),
        limit);
  }

  void search(Operation operation, Call call) {
    Query asked = limited(Query.parse(operation.text("expression")));
    List<String> terms =
        operation
            .json()
            .path("terms")
            .valueStream()
            .map(term -> term.asString("").toLowerCase(Locale.ROOT))
            .toList();
    Finder.Page all = finder.page(asked.whole());
    List<Row> found = all.rows().stream().filter(row -> matches(row, terms)).toList();
    int from = Math.min(asked.offset(), found.size());
    int to = Math.min(found.size(), from + asked.limit().orElse(found.size() - from));
    OptionalInt next = to < found.size() ? OptionalInt.of(to) : OptionalInt.empty();
    write(operation, call, new Finder.Page(all.type(), found.subList(from, to), next), asked);
  }

  private static boolean matches(Row row, List<String> terms) {
    return terms.stream()
        .allMatch(term ->
            SEARCHED.stream()
                .anyMatch(name -> row.text(name).toLowerCase(Locale.ROOT).contains(term)));
  }

  private static void write(Operation operation, Call call, Finder.Page page, Query asked) {
    JsonGenerator out = call.out();
    out.writeStartObject();
    out.writeStringProperty("action", operation.action());
    out.writeName("data");
    call.writer().rows(out, page, asked.projections());
    out.writeName("metadata");
    out.writeStartObject();
    out.writeName("next");
    out.writeStartObject();
    out.writeName("offset");
    page.next().ifPresentOrElse(out::writeNumber, out::writeNull);
    out.writeEndObject();
    out.writeEndObject();
    out.writeEndObject();
  }
}
