// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.protocol.WireValue;
import dev.rollcall.sandbox.ftrack.query.Grouping;
import dev.rollcall.sandbox.ftrack.query.Query;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.store.Finder;
import dev.rollcall.sandbox.ftrack.store.Groups;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.View;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;

/// Answers queries and searches, a page at a time.
final class Queries {
  private static final List<String> SEARCHED =
      List.of("username", "first_name", "last_name", "email", "name", "full_name", "label");

  private final Finder finder;
  private final Groups groups;
  private final Visibility visibility;
  private final OptionalInt largestPage;

  Queries(View view, Visibility visibility, OptionalInt largestPage) {
    this.visibility = visibility;
    this.finder = new Finder(view);
    this.groups = new Groups(view, finder);
    this.largestPage = largestPage;
  }

  void query(Operation operation, Call call) {
    Query asked = limited(operation.expression(), call);
    if (asked.grouping().isPresent()) {
      grouped(operation, call, asked, asked.grouping().orElseThrow());
      return;
    }
    int size = asked.limit().orElse(0);
    Finder.Page page = finder.page(asked);
    if (call.faults().hit(Fault.PageRepeated.class, operation)) {
      page = new Finder.Page(page.type(), finder.page(asked, -size).rows(), page.next());
    } else if (call.faults().hit(Fault.PageSkipped.class, operation)) {
      page = finder.page(asked, size);
    }
    write(operation, call, page, asked);
  }

  private Query limited(Query asked, Call call) {
    OptionalInt limit = IntStream.concat(asked.limit().stream(), largestPage.stream()).min();
    return visibility.limited(asked.limited(limit), call.caller());
  }

  private void grouped(Operation operation, Call call, Query asked, Grouping grouping) {
    if (!call.strict()) {
      throw Refusal.invalid("'group by' needs the header ftrack-strict-api");
    }
    List<SequencedMap<String, Value>> all = groups.of(asked, grouping);
    int from = Math.min(asked.offset(), all.size());
    int to = Math.min(all.size(), from + asked.limit().orElse(all.size() - from));
    JsonGenerator out = call.out();
    out.writeStartObject();
    out.writeStringProperty("action", operation.action());
    out.writeName("data");
    out.writeStartArray();
    for (SequencedMap<String, Value> row : all.subList(from, to)) {
      out.writeStartObject();
      out.writeStringProperty("__entity_type__", asked.entityType());
      row.forEach((name, value) -> {
        out.writeName(name);
        WireValue.write(out, value);
      });
      out.writeEndObject();
    }
    out.writeEndArray();
    next(out, to < all.size() ? OptionalInt.of(to) : OptionalInt.empty());
    out.writeEndObject();
  }

  void search(Operation operation, Call call) {
    Query asked = limited(Query.parse(operation.text("expression")), call);
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
    next(out, page.next());
    out.writeEndObject();
  }

  private static void next(JsonGenerator out, OptionalInt offset) {
    out.writeName("metadata");
    out.writeStartObject();
    out.writeName("next");
    out.writeStartObject();
    out.writeName("offset");
    offset.ifPresentOrElse(out::writeNumber, out::writeNull);
    out.writeEndObject();
    out.writeEndObject();
  }
}
