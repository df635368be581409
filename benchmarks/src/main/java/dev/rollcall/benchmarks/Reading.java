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
    Figures linking = first.run(log);
    for (Program bare : bare(directory)) {
      bare.run(log);
    }
    report.title("%,d people".formatted(people));
    report.line("First run on %,d matching accounts: %s".formatted(people, linking));
    if (options.parts().contains(Options.Part.READ)) {
      unchanged(bare(directory), first);
    }
    if (options.parts().contains(Options.Part.CHANGED)) {
      changed(directory, company);
    }
  }

  private List<Program> bare(SlapdServer directory) {
    return List.of(programs.sqlRead(), programs.ldapRead(directory), programs.bothRead(directory));
  }

  private void unchanged(List<Program> bare, Program rollcall)
      throws IOException, InterruptedException {
    List<Program> all = new ArrayList<>(bare);
    bare.forEach(program -> all.add(program.quick()));
    all.add(rollcall);
    List<Series> measured = all.stream().map(program -> new Series(program.name())).toList();
    for (int round = 0; round < options.rounds(); round++) {
      for (int i = 0; i < all.size(); i++) {
        measured.get(i).rounds().add(all.get(i).runCalmly(log));
      }
    }
    report.table(measured);
    Series run = measured.getLast();
    report.line("Rollcall : slower bare read = " + run.to(measured.get(0), measured.get(1)));
    report.line("Rollcall : both at once = " + run.to(measured.get(2), measured.get(2)));
    report.line("the same, quick compiler = " + run.to(measured.get(3), measured.get(4)));
    report.line("the same, quick compiler = " + run.to(measured.get(5), measured.get(5)));
  }

  private void changed(SlapdServer directory, Company company)
      throws IOException, InterruptedException {
    int changes = (int) company.affected();
    Program rollcall = programs.rollcall(directory, "state", "\"update\":" + changes);
    Series run = new Series("rollcall run, %,d updates".formatted(changes));
    for (int round = 0; round < options.rounds(); round++) {
      company.change(hr, round);
      run.rounds().add(rollcall.run(log));
    }
    report.table(List.of(run));
  }
}
