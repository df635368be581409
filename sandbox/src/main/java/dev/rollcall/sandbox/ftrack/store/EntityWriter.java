// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.store;

import dev.rollcall.sandbox.ftrack.protocol.WireValue;
import dev.rollcall.sandbox.ftrack.query.Query;
import dev.rollcall.sandbox.ftrack.schema.Property;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// Writes entities as JSON. In one response an entity is written out once; where it appears again
/// with the same attributes, only its type, key and system attributes are repeated.
public final class EntityWriter {
  private final View view;
  private final boolean repeats;
  private final IdentityHashMap<Row, Projection> written = new IdentityHashMap<>();

  /// @param repeats whether entities are written out wherever they appear
  public EntityWriter(View view, boolean repeats) {
    this.view = view;
    this.repeats = repeats;
  }

  /// Writes the rows of a page as an array, with the attributes that were asked for.
  public void rows(JsonGenerator out, Finder.Page page, List<Query.Path> projections) {
    Projection projection = Projection.of(view, page.type(), projections);
    out.writeStartArray();
    page.rows().forEach(row -> entity(out, row, projection));
    out.writeEndArray();
  }

  /// Writes one row with the named values of its own.
  public void values(JsonGenerator out, Row row, Collection<String> names) {
    out.writeStartObject();
    Set<String> rest = new LinkedHashSet<>(names);
    rest.removeAll(identity(out, row));
    rest.forEach(name -> value(out, row, name));
    out.writeEndObject();
  }

  private void entity(JsonGenerator out, Row row, Projection projection) {
    boolean known = !repeats && written.put(row, projection) == projection;
    out.writeStartObject();
    Set<String> done = identity(out, row);
    if (!known) {
      projection.attributes().forEach((name, inner) -> attribute(out, row, name, inner, done));
    }
    out.writeEndObject();
  }

  private static Set<String> identity(JsonGenerator out, Row row) {
    out.writeStringProperty("__entity_type__", row.type().name());
    Set<String> done = new LinkedHashSet<>(row.type().key());
    row.type().systemProjections().stream()
        .filter(name -> row.type().property(name).isPresent())
        .forEach(done::add);
    done.forEach(name -> value(out, row, name));
    return done;
  }

  private void attribute(
      JsonGenerator out, Row row, String name, Projection inner, Set<String> done) {
    if (done.contains(name)) {
      return;
    }
    Property property = Route.property(row.type(), name);
    switch (property) {
      case Property.Column _ -> value(out, row, name);
      case Property.One one -> one(out, name, view.one(row, one), inner);
      case Property.Many _, Property.Linked _ -> {
        out.writeName(name);
        out.writeStartArray();
        view.related(row, property).forEach(each -> entity(out, each, inner));
        out.writeEndArray();
      }
    }
  }

  private void one(JsonGenerator out, String name, Optional<Row> row, Projection inner) {
    out.writeName(name);
    row.ifPresentOrElse(found -> entity(out, found, inner), out::writeNull);
  }

  private static void value(JsonGenerator out, Row row, String name) {
    out.writeName(name);
    WireValue.write(out, row.value(name));
  }
}
