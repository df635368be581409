// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// A directory that is in line: what does it cost to find that out, and to bring one account in a
/// hundred back in line?
record Reading(Options options, Programs programs, PostgresServer hr, Report report, Path log) {
  void measure(SlapdServer directory, Company company) throws IOException, InterruptedException {
    int people = options.people();
    Program first = programs.rollcall(directory, "state", "\"unchanged\":" + people);
    Figures linking = first.run(log);
    Program sql = programs.sqlRead();
    Program ldap = programs.ldapRead(directory);
    sql.run(log);
    ldap.run(log);
    report.title("%,d people".formatted(people));
    report.line("First run on %,d matching accounts: %s".formatted(people, linking));
    if (options.parts().contains(Options.Part.READ)) {
      unchanged(programs.sqlRead(), programs.ldapRead(directory), first);
    }
    if (options.parts().contains(Options.Part.CHANGED)) {
      changed(directory, company);
    }
  }

  private void unchanged(Program sql, Program ldap, Program rollcall)
      throws IOException, InterruptedException {
    List<Program> programs = List.of(sql, ldap, ldap.quick(), rollcall);
    List<Series> all = programs.stream().map(program -> new Series(program.name())).toList();
    for (int round = 0; round < options.rounds(); round++) {
      for (int i = 0; i < programs.size(); i++) {
        all.get(i).rounds().add(programs.get(i).runCalmly(log));
      }
    }
    Series run = new Series("rollcall run, nothing changed", all.getLast().rounds());
    report.table(List.of(all.get(0), all.get(1), all.get(2), run));
    report.line("wall, Rollcall : slower bare read = " + run.to(all.get(0), all.get(1)));
    report.line("the same with the quick compiler = " + run.to(all.get(0), all.get(2)));
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
