// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.files.Depot;
import dev.rollcall.sandbox.ftrack.files.StoredFile;
import dev.rollcall.sandbox.ftrack.protocol.WireValue;
import dev.rollcall.sandbox.ftrack.schema.EntityType;
import dev.rollcall.sandbox.ftrack.schema.Property;
import dev.rollcall.sandbox.ftrack.schema.Value;
import dev.rollcall.sandbox.ftrack.store.Row;
import dev.rollcall.sandbox.ftrack.store.Store;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The whole content of a server in a JSON file.
///
/// Only its owner can read the file: it contains the API keys.
final class StoreFile {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Store store;
  private final Accounts accounts;
  private final Depot depot;

  /// What a file holds besides rows.
  private record Beside(Map<String, String> keys, Map<String, StoredFile> files) {}

  StoreFile(Store store, Accounts accounts, Depot depot) {
    this.depot = depot;
    this.store = store;
    this.accounts = accounts;
  }

  /// Writes a new file beside the old one and puts it in its place when it is complete.
  void save(Path file) throws IOException {
    Path target = file.toAbsolutePath();
    Path folder = Optional.ofNullable(target.getParent()).orElse(target);
    Files.createDirectories(folder);
    Path part = Files.createTempFile(folder, target.getFileName() + ".", ".part");
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel));
        store.read(() -> write(out));
        out.flush();
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private int write(OutputStream target) {
    JsonGenerator out = JSON.createGenerator(target);
    out.writeStartObject();
    out.writePOJOProperty("keys", accounts.keys());
    out.writeName("files");
    out.writeStartObject();
    depot.all().forEach((id, file) -> write(out, id, file));
    out.writeEndObject();
    int rows = 0;
    for (EntityType type : store.schema().types()) {
      if (!type.isAbstract() && !store.rows(type).isEmpty()) {
        out.writeName(type.name());
        out.writeStartArray();
        store.rows(type).forEach(row -> write(out, row));
        out.writeEndArray();
        rows += store.rows(type).size();
      }
    }
    out.writeEndObject();
    out.flush();
    return rows;
  }

  private static void write(JsonGenerator out, String id, StoredFile file) {
    out.writeName(id);
    out.writeStartObject();
    out.writeStringProperty("type", file.type());
    out.writeName("content");
    out.writeBinary(file.content());
    out.writeEndObject();
  }

  private static void write(JsonGenerator out, Row row) {
    out.writeStartObject();
    for (Property property : row.type().stored()) {
      Value value = row.value(property.name());
      if (!value.isAbsent()) {
        out.writeName(property.name());
        WireValue.write(out, value);
      }
    }
    out.writeEndObject();
  }

  /// Replaces everything by what the file holds, or changes nothing when the file is no good.
  void load(Path file) throws IOException {
    try (JsonParser in = JSON.createParser(file)) {
      Beside beside = store.write(() -> replaceAll(in));
      accounts.forgetAll();
      beside.keys().forEach(accounts::keep);
      depot.clear();
      beside.files().forEach(depot::put);
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IOException(file + " does not hold a sandbox: " + e.getMessage(), e);
    }
  }

  private Beside replaceAll(JsonParser in) {
    for (EntityType type : store.schema().types()) {
      if (!type.isAbstract()) {
        List.copyOf(store.rows(type)).forEach(store::remove);
      }
    }
    Beside beside = new Beside(new HashMap<>(), new HashMap<>());
    in.nextToken();
    for (String name = in.nextName(); name != null; name = in.nextName()) {
      in.nextToken();
      if (name.equals("keys")) {
        JsonNode read = in.readValueAsTree();
        read.properties()
            .forEach(key -> beside.keys().put(key.getKey(), key.getValue().asString("")));
      } else if (name.equals("files")) {
        JsonNode read = in.readValueAsTree();
        read.properties().forEach(file -> beside.files().put(file.getKey(), file(file.getValue())));
      } else {
        rows(in, store.schema().named(name));
      }
    }
    return beside;
  }

  private static StoredFile file(JsonNode json) {
    return new StoredFile(json.path("type").asString(""), json.path("content").binaryValue());
  }

  private void rows(JsonParser in, EntityType type) {
    while (in.nextToken() == JsonToken.START_OBJECT) {
      JsonNode node = in.readValueAsTree();
      Map<String, Value> values = new HashMap<>();
      node.properties()
          .forEach(each -> values.put(each.getKey(), shared(type, each.getKey(), each.getValue())));
      store.put(Row.of(type, values));
    }
  }

  private Value shared(EntityType type, String name, JsonNode node) {
    Value value = WireValue.read(node);
    Optional<Property> property = type.property(name);
    if (property.filter(each -> each.is(Property.Mark.COMMON)).isPresent()) {
      return store.shared(value);
    }
    return property
        .filter(Property.Column.class::isInstance)
        .map(Property.Column.class::cast)
        .flatMap(Property.Column::references)
        .flatMap(target -> store.find(target, value.asText()))
        .map(row -> row.value("id"))
        .orElse(value);
  }
}
