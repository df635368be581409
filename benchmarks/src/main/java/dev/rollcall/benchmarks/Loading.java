// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/// An empty directory: how fast does it fill, next to a program that does nothing but add?
record Loading(Options options, Programs programs, Report report, Path log) {
  private static final List<Integer> WINDOWS = List.of(64, 256);

  void measure(Supplier<SlapdServer> empty) throws IOException, InterruptedException {
    List<Series> bare =
        WINDOWS.stream().map(window -> new Series("bare load, " + window + " at once")).toList();
    Series run = new Series("rollcall run, everybody new");
    List<Double> ratios = new ArrayList<>();
    for (int round = -1; round < options.rounds(); round++) {
      List<Figures> loads = new ArrayList<>();
      for (int window : WINDOWS) {
        try (SlapdServer directory = empty.get()) {
          loads.add(programs.ldapLoad(directory, window).run(log));
        }
      }
      Figures ours;
      try (SlapdServer directory = empty.get()) {
        String expected = "\"create\":" + options.people();
        ours = programs.rollcall(directory, "load" + round, expected).run(log);
      }
      if (round >= 0) {
        for (int i = 0; i < WINDOWS.size(); i++) {
          bare.get(i).rounds().add(loads.get(i));
        }
        run.rounds().add(ours);
        Figures best = loads.stream().min(Comparator.comparingDouble(Figures::wall)).orElseThrow();
        ratios.add(best.wall() / ours.wall());
      }
    }
    report.title(
        "%,d people into an empty directory%s"
            .formatted(options.people(), options.durable() ? " that waits for the disk" : ""));
    List<Series> all = new ArrayList<>(bare);
    all.add(run);
    report.table(all);
    report.line(
        "rate, Rollcall : best bare load = "
            + Spread.of(ratios.stream().mapToDouble(Double::doubleValue).toArray()));
  }
}
