// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A directory that is in line: what does it cost to find that out, and to bring one account in a
/// hundred back in line?
record Reading(Options options, Programs programs, PostgresServer hr, Report report, Path log) {
  void measure(SlapdServer directory, Company company) throws IOException, InterruptedException {
    int people = options.people();
    Program first = programs.rollcall(directory, "state", "\"unchanged\":" + people);
    Figures linking = once(first);
    Program sql = programs.sqlRead();
    Program ldap = programs.ldapRead(directory);
    once(sql);
    once(ldap);
    report.title("%,d people".formatted(people));
    report.line("First run on %,d matching accounts: %s".formatted(people, told(linking)));
    if (options.parts().contains(Options.Part.READ)) {
      unchanged(programs.sqlRead(), programs.ldapRead(directory), first);
    }
    if (options.parts().contains(Options.Part.CHANGED)) {
      changed(directory, company);
    }
  }

  private void unchanged(Program sql, Program ldap, Program rollcall)
      throws IOException, InterruptedException {
    Series bareSql = new Series(sql.name());
    Series bareLdap = new Series(ldap.name());
    Series run = new Series("rollcall run, nothing changed");
    List<Double> ratios = new ArrayList<>();
    List<Double> cpuRatios = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      bareSql.rounds().add(once(sql));
      bareLdap.rounds().add(once(ldap));
      run.rounds().add(once(rollcall));
      double slower = Math.max(bareSql.round(round).wall(), bareLdap.round(round).wall());
      double bareCpu = bareSql.round(round).cpu() + bareLdap.round(round).cpu();
      ratios.add(run.round(round).wall() / slower);
      cpuRatios.add(run.round(round).cpu() / bareCpu);
    }
    report.table(List.of(bareSql, bareLdap, run));
    report.line("wall, Rollcall : slower bare read = " + spread(ratios));
    report.line("CPU, Rollcall : both bare reads = " + spread(cpuRatios));
  }

  private void changed(SlapdServer directory, Company company)
      throws IOException, InterruptedException {
    int changes = (int) company.affected();
    Program rollcall = programs.rollcall(directory, "state", "\"update\":" + changes);
    Series run = new Series("rollcall run, %,d updates".formatted(changes));
    for (int round = 0; round < options.rounds(); round++) {
      company.change(hr, round);
      run.rounds().add(once(rollcall));
    }
    report.table(List.of(run));
  }

  private Figures once(Program program) throws IOException, InterruptedException {
    Figures figures = program.run(log);
    System.err.println("  " + program.name() + ": " + told(figures));
    return figures;
  }

  static String told(Figures figures) {
    return String.format(
        java.util.Locale.ROOT,
        "%.2f s wall, %.2f s CPU, %.0f MiB at most",
        figures.wall(),
        figures.cpu(),
        figures.peak());
  }

  static Spread spread(List<Double> numbers) {
    return Spread.of(numbers.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
