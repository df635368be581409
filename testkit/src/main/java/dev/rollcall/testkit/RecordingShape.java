// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.model.Sort;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/// What the accounts of a [RecordingTarget] are like. Unless told otherwise they are named by
/// `uid`, all attributes are plain text, and a batch is of 3.
public final class RecordingShape {
  private final Map<String, AttributeType> types = new HashMap<>();
  private final Set<String> mandatory = new HashSet<>();
  private boolean sellsSeats;
  private OptionalLong seats = OptionalLong.empty();
  private int batchSize = 3;

  public RecordingShape type(String attribute, AttributeType type) {
    types.put(attribute, type);
    return this;
  }

  public RecordingShape mandatory(String... attributes) {
    mandatory.addAll(List.of(attributes));
    return this;
  }

  public RecordingShape sellingSeats() {
    sellsSeats = true;
    return this;
  }

  /// So many accounts may be open.
  public RecordingShape seats(long count) {
    seats = OptionalLong.of(count);
    return sellingSeats();
  }

  public RecordingShape batchesOf(int size) {
    batchSize = size;
    return this;
  }

  RecordingModel groups() {
    return new RecordingModel(
        Sort.GROUP, "cn", Map.of(), Set.of(), false, OptionalLong.empty(), batchSize);
  }

  RecordingModel model() {
    return new RecordingModel(
        Sort.USER, "uid", Map.copyOf(types), Set.copyOf(mandatory), sellsSeats, seats, batchSize);
  }
}
