// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.connectors.ftrack.FtrackStub.Say;
import dev.rollcall.core.connector.ReadFailed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Servers that answer pages wrongly, or change while they are read.
class FtrackPagesTest {
  private static final Pattern FROM = Pattern.compile("id >= \\\\\"([^\\\\]+)\\\\\"");
  private static final Pattern OFFSET = Pattern.compile("offset (\\d+)");
  private static final int PAGE = 500;

  private final Calls calls = new Calls();
  private final TreeSet<String> ids = new TreeSet<>();
  private boolean compares = true;
  private boolean counts = true;
  private IntFunction<Integer> shift = page -> 0;
  private Runnable before = () -> {};
  private int most = Integer.MAX_VALUE;
  private int page;

  @Test
  void readsAllByTheirIds() throws Exception {
    fill(1_700);

    assertEquals(List.copyOf(ids), read());
  }

  @Test
  void readsAllByNumberWhereTheServerCannotCompareIds() throws Exception {
    fill(1_700);
    compares = false;

    assertEquals(List.copyOf(ids), read());
  }

  @Test
  void readsToTheEndWhereTheServerDoesNotTellWhatComesNext() throws Exception {
    fill(1_700);
    counts = false;

    assertEquals(List.copyOf(ids), read());
  }

  @Test
  void failsOnARepeatedPage() {
    fill(1_700);
    shift = number -> number == 2 ? -PAGE + 1 : 0;

    fails("a page came that begins with");
    compares = false;
    fails("a page came that begins with");
  }

  @Test
  void failsOnAPageLeftOut() {
    fill(1_700);
    shift = number -> number == 2 ? PAGE : 0;

    fails("a page came that begins with");
    compares = false;
    fails("a page came that begins with");
  }

  @Test
  void failsWhenTheLastPageIsLeftOut() {
    fill(700);
    shift = number -> number == 1 ? PAGE : 0;

    fails("begins with nothing");
  }

  @Test
  void failsWhenTheServerSaysTheEndTooEarly() {
    fill(1_700);
    most = 900;

    fails("did not come");
  }

  @Test
  void whoComesOrGoesMeanwhileMovesNobodyElse() throws Exception {
    fill(1_700);
    List<String> there = List.copyOf(ids);
    before =
        () -> {
          if (page == 1) {
            ids.remove(there.get(3));
            ids.remove(there.get(1_000));
            ids.add("00000000-0000-4000-8000-000000000000");
            ids.add("ffffffff-ffff-4fff-bfff-ffffffffffff");
          }
        };

    List<String> read = read();

    List<String> expected = new ArrayList<>(there);
    expected.remove(1_000);
    expected.add("ffffffff-ffff-4fff-bfff-ffffffffffff");
    assertEquals(expected, read);
  }

  @Test
  void failsWhenCountingMoved() {
    fill(1_700);
    compares = false;
    before =
        () -> {
          if (page == 1) {
            ids.pollFirst();
          }
        };

    fails("a page came that begins with");
  }

  private void fill(int count) {
    for (int i = 0; i < count; i++) {
      ids.add(new UUID(0x9E3779B97F4A7C15L * i, i).toString());
    }
  }

  private void fails(String why) {
    page = 0;
    ReadFailed failed = assertThrows(ReadFailed.class, this::read);

    assertEquals("FTRACK-PAGING", failed.problem().code());
    assertTrue(failed.problem().why().contains(why), failed.problem().why());
  }

  private List<String> read() throws Exception {
    List<String> read = new ArrayList<>();
    try (FtrackStub server = new FtrackStub(this::answer);
        FtrackClient client = calls.client(server.uri())) {
      Pages.whole(
              client,
              Calls.settings(server.uri(), "rollcall", Calls.KEY),
              Pages.What.users(List.of("id"), Optional.empty()))
          .read(row -> read.add(row.id()));
    }
    return read;
  }

  private Say answer(FtrackStub.Request request) {
    Matcher from = FROM.matcher(request.body());
    boolean onwards = from.find();
    if (onwards && !compares) {
      return FtrackStub.json("{\"exception\":\"ParseError\",\"content\":\"unexpected '>='\"}");
    }
    before.run();
    List<String> all = ids.stream().limit(most).toList();
    Matcher offset = OFFSET.matcher(request.body());
    int start =
        onwards
            ? (int) all.stream().filter(id -> id.compareTo(from.group(1)) < 0).count()
            : offset.find() ? Integer.parseInt(offset.group(1)) : 0;
    int shifted = Math.clamp(start + shift.apply(page++), 0, all.size());
    int end = Math.min(shifted + PAGE, all.size());
    String rows = rows(all.subList(shifted, end));
    String next = !counts ? "{}" : "{\"offset\":" + (end < all.size() ? "" + end : "null") + "}";
    String result =
        "{\"action\":\"query\",\"data\":[%s],\"metadata\":{\"next\":%s}}".formatted(rows, next);
    String last =
        request.body().contains("descending")
            ? ",{\"action\":\"query\",\"data\":[%s]}".formatted(rows(List.of(ids.last())))
            : "";
    return FtrackStub.json("[" + result + last + "]");
  }

  private static String rows(List<String> ids) {
    return ids.stream()
        .map("{\"__entity_type__\":\"User\",\"id\":\"%s\"}"::formatted)
        .collect(Collectors.joining(","));
  }
}
