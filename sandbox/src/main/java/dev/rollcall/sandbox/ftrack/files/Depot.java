// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack.files;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/// Where the content of components is kept.
public final class Depot {
  private final SortedMap<String, StoredFile> files = new ConcurrentSkipListMap<>();
  private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
  private final Map<String, SortedMap<Integer, StoredFile>> parts = new ConcurrentHashMap<>();

  /// What a client announces before it sends something.
  ///
  /// @param size in bytes
  /// @param checksum the MD5 of the content in Base64
  public record Announced(
      String componentId, String fileName, long size, Optional<String> checksum) {
    public String type() {
      String name = fileName.toLowerCase(Locale.ROOT);
      return switch (name.substring(name.lastIndexOf('.') + 1)) {
        case "png" -> "image/png";
        case "jpg", "jpeg" -> "image/jpeg";
        case "gif" -> "image/gif";
        case "webp" -> "image/webp";
        case "json" -> "application/json";
        case "txt" -> "text/plain";
        default -> "application/octet-stream";
      };
    }
  }

  /// Lets somebody send a file.
  ///
  /// @return what the address to send it to has to contain
  public String open(Announced file) {
    return kept(new Ticket(file.componentId(), file.type(), file.size(), 0, file.checksum()));
  }

  /// Lets somebody send a file in some parts.
  ///
  /// @return one address a part, in their order
  public List<String> open(Announced file, int count) {
    parts.put(file.componentId(), new TreeMap<>());
    List<String> opened = new ArrayList<>();
    for (int part = 1; part <= count; part++) {
      opened.add(kept(new Ticket(file.componentId(), file.type(), -1, part, Optional.empty())));
    }
    return opened;
  }

  private String kept(Ticket ticket) {
    String token = UUID.randomUUID().toString();
    tickets.put(token, ticket);
    return token;
  }

  /// Takes what was sent.
  ///
  /// @return why it was not taken; empty if it was
  Optional<String> take(String token, byte[] content) {
    Ticket ticket = tickets.get(token);
    if (ticket == null) {
      return Optional.of("nothing was announced for this address");
    }
    Optional<String> complaint = ticket.complaint(content);
    if (complaint.isEmpty()) {
      StoredFile file = new StoredFile(ticket.type(), content.clone());
      if (ticket.part() == 0) {
        files.put(ticket.componentId(), file);
      } else {
        parts.computeIfPresent(ticket.componentId(), (_, sent) -> with(sent, ticket.part(), file));
      }
    }
    return complaint;
  }

  private static SortedMap<Integer, StoredFile> with(
      SortedMap<Integer, StoredFile> sent, int part, StoredFile file) {
    SortedMap<Integer, StoredFile> more = new TreeMap<>(sent);
    more.put(part, file);
    return more;
  }

  /// Puts the parts of a file together.
  ///
  /// @return whether there were any
  public boolean join(String componentId) {
    SortedMap<Integer, StoredFile> sent = parts.remove(componentId);
    if (sent == null || sent.isEmpty()) {
      return false;
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    sent.values().forEach(part -> whole.writeBytes(part.content()));
    String type = sent.values().iterator().next().type();
    files.put(componentId, new StoredFile(type, whole.toByteArray()));
    return true;
  }

  public Optional<StoredFile> find(String componentId) {
    return Optional.ofNullable(files.get(componentId));
  }

  public void put(String componentId, StoredFile file) {
    files.put(componentId, file);
  }

  public void remove(String componentId) {
    files.remove(componentId);
  }

  public void clear() {
    files.clear();
    tickets.clear();
    parts.clear();
  }

  /// Everything that is kept, by component.
  public Map<String, StoredFile> all() {
    return new TreeMap<>(files);
  }
}
