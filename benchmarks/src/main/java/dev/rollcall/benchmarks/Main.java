// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.SlapdOptions;
import dev.rollcall.testkit.server.SlapdServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/// Measures whole processes on servers of its own, and says the ratios.
final class Main {
  private static final Set<Options.Part> LINKED =
      EnumSet.of(Options.Part.READ, Options.Part.CHANGED);
  private static final Set<Options.Part> FILLED =
      EnumSet.of(Options.Part.READ, Options.Part.CHANGED, Options.Part.SOURCE);

  private Main() {}

  public static void main(String[] args) throws Exception {
    Options options = Options.of(args);
    Path results = Files.createDirectories(options.home().resolve("benchmarks/target/results"));
    Path folder = Files.createTempDirectory(results.getParent(), "work");
    try {
      measure(options, folder, new Report(results.resolve(System.currentTimeMillis() + ".md")));
    } finally {
      Folders.delete(folder);
    }
  }

  private static void measure(Options options, Path folder, Report report) throws Exception {
    Company company = new Company(options.people());
    Path log = folder.resolve("output");
    try (PostgresServer hr = PostgresServer.start()) {
      if (!options.parts().equals(EnumSet.of(Options.Part.SOURCE))) {
        company.fill(hr);
      }
      Programs programs = new Programs(options, folder, hr);
      if (!Collections.disjoint(options.parts(), FILLED)) {
        Path ldif = company.ldif(folder.resolve("people.ldif"), "ou=users,dc=example,dc=com");
        try (SlapdServer directory =
            SlapdServer.start(set -> server(set, options).bulkLoad(ldif))) {
          Files.delete(ldif);
          if (options.parts().contains(Options.Part.SOURCE)) {
            new Sourcing(options, programs, report, log).measure(directory);
          }
          if (!Collections.disjoint(options.parts(), LINKED)) {
            new Reading(options, programs, hr, report, log).measure(directory, company);
          }
        }
      }
      if (options.parts().contains(Options.Part.LOAD)) {
        new Loading(options, programs, report, log)
            .measure(() -> SlapdServer.start(set -> server(set, options)));
      }
    }
  }

  private static SlapdOptions server(SlapdOptions options, Options wanted) {
    if (wanted.durable()) {
      options.durable().folder(wanted.home().resolve("benchmarks/target"));
    }
    return options.writer("ou=users");
  }
}
