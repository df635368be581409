// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A directory read as a source, next to a loop that only asks for page after page.
record Sourcing(Options options, Programs programs, Report report, Path log) {
  private static final int ATTRIBUTES = Company.ATTRIBUTES.size();

  void measure(SlapdServer directory) throws IOException, InterruptedException {
    Program loop = programs.ldapRead(directory);
    Program source = programs.sourceRead(directory);
    loop.runNow(log);
    source.runNow(log);
    loop = programs.ldapRead(directory);
    source = programs.sourceRead(directory);
    List<Program> all = List.of(loop, source, loop.quick(), source.quick());
    List<Series> measured = all.stream().map(program -> new Series(program.name())).toList();
    for (int round = 0; round < options.rounds(); round++) {
      for (int i = 0; i < all.size(); i++) {
        measured.get(i).rounds().add(all.get(i).runNow(log));
      }
    }
    report.title("%,d entries of %d attributes read".formatted(options.people(), ATTRIBUTES));
    report.table(measured);
    for (int i = 0; i < all.size(); i += 2) {
      Series bare = measured.get(i);
      Series ours = measured.get(i + 1);
      report.line(
          "%s : the loop, CPU = %s, wall = %s"
              .formatted(
                  ours.name(), ratio(ours, bare, Figures::cpu), ratio(ours, bare, Figures::wall)));
    }
  }

  private static Spread ratio(Series ours, Series bare, ToDoubleFunction<Figures> figure) {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ours.rounds().size(); round++) {
      ratios.add(
          figure.applyAsDouble(ours.rounds().get(round))
              / figure.applyAsDouble(bare.rounds().get(round)));
    }
    return Spread.of(ratios.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
