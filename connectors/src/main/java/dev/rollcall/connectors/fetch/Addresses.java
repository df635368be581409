// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.fetch;

import dev.rollcall.connectors.fetch.Copies.Copy;
import dev.rollcall.core.expression.Evaluation;
import dev.rollcall.core.mapping.Fetching;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// What is at addresses that begin with one of a few prefixes. No redirect is followed and nothing
/// that signs in is sent. An address is asked once in a run, and sends nothing again as long as the
/// server calls it unchanged; where the server is away the last copy holds.
public final class Addresses implements Fetching {
  /// So long an answer holds: longer than a read takes, shorter than the time between two.
  private static final Duration HOLDS = Duration.ofMinutes(5);

  /// After so many failures in a row a host is not asked any more while they hold.
  private static final int PATIENCE = 3;

  private final List<Prefix> prefixes;
  private final Copies copies;
  private final InstantSource clock;
  private final Asking asking;
  private final AtomicBoolean swept = new AtomicBoolean();
  private final Map<URI, Asked> asked = new ConcurrentHashMap<>();
  private final Map<String, Failures> failures = new ConcurrentHashMap<>();

  /// @param why why it cannot be had; empty where there is a copy
  private record Asked(Instant at, Optional<String> why) {}

  private record Failures(int inARow, Instant last, String why) {}

  /// @param copies the directory of copies
  public Addresses(List<Prefix> prefixes, Path copies) {
    this(prefixes, copies, InstantSource.system(), Duration.ofSeconds(10));
  }

  Addresses(List<Prefix> prefixes, Path copies, InstantSource clock, Duration timeout) {
    this.prefixes = List.copyOf(prefixes);
    this.copies = new Copies(copies);
    this.clock = clock;
    this.asking = new Asking(timeout);
  }

  @Override
  public String words() {
    return "addresses below "
        + prefixes.stream().map(Prefix::toString).collect(Collectors.joining(", "));
  }

  @Override
  public Evaluation fetch(String name) {
    Optional<URI> address = Prefix.address(name);
    if (address.isEmpty() || prefixes.stream().noneMatch(it -> it.begins(address.get()))) {
      return new Evaluation.Failed("it is none of the " + words());
    }
    if (swept.compareAndSet(false, true)) {
      copies.sweep(clock.instant());
    }
    return fetch(address.get());
  }

  private Evaluation fetch(URI address) {
    Optional<Copy> copy = copies.of(address);
    Optional<Asked> before = Optional.ofNullable(asked.get(address)).filter(it -> holds(it.at));
    if (before.isPresent() && before.get().why.isPresent()) {
      return new Evaluation.Failed(before.get().why.get());
    }
    if (before.isPresent() && copy.isPresent()) {
      return value(copy.get().base64());
    }
    return switch (answer(address, copy)) {
      case Answer.Content(Copy content) -> {
        copies.keep(address, content);
        asked.put(address, new Asked(clock.instant(), Optional.empty()));
        yield value(content.base64());
      }
      case Answer.Refused(String why) -> {
        copies.forget(address);
        asked.put(address, new Asked(clock.instant(), Optional.of(why)));
        yield new Evaluation.Failed(why);
      }
      case Answer.Away(String why) ->
          copy.<Evaluation>map(it -> value(it.base64())).orElse(new Evaluation.Failed(why));
      case Answer.Unchanged _ -> {
        copies.used(address, clock.instant());
        asked.put(address, new Asked(clock.instant(), Optional.empty()));
        yield value(copy.orElseThrow().base64());
      }
    };
  }

  private boolean holds(Instant since) {
    return since.plus(HOLDS).isAfter(clock.instant());
  }

  private static Evaluation value(String base64) {
    return base64.isEmpty()
        ? new Evaluation.Failed("it is empty")
        : new Evaluation.Values(List.of(base64));
  }

  private Answer answer(URI address, Optional<Copy> copy) {
    Optional<Failures> before =
        Optional.ofNullable(failures.get(address.getRawAuthority()))
            .filter(it -> it.inARow >= PATIENCE && holds(it.last));
    if (before.isPresent()) {
      return new Answer.Away("the server is not asked any more: " + before.get().why);
    }
    Answer answer = asking.ask(address, copy);
    if (answer instanceof Answer.Away(String why)) {
      failures.merge(
          address.getRawAuthority(),
          new Failures(1, clock.instant(), why),
          (old, last) -> new Failures(old.inARow + 1, last.last, last.why));
    } else {
      failures.remove(address.getRawAuthority());
    }
    return answer;
  }
}
