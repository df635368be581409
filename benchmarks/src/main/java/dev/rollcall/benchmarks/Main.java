// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks;

import dev.rollcall.testkit.server.PostgresServer;
import dev.rollcall.testkit.server.SlapdOptions;
import dev.rollcall.testkit.server.SlapdServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// Measures whole processes on servers of its own, and says the ratios.
final class Main {
  private Main() {}

  public static void main(String[] args) throws Exception {
    Options options = Options.of(args);
    Path results = Files.createDirectories(options.home().resolve("benchmarks/target/results"));
    Path folder = Files.createTempDirectory(results.getParent(), "work");
    try {
      measure(options, folder, new Report(results.resolve(System.currentTimeMillis() + ".md")));
    } finally {
      delete(folder);
    }
  }

  private static void measure(Options options, Path folder, Report report) throws Exception {
    Company company = new Company(options.people());
    try (PostgresServer hr = PostgresServer.start()) {
      company.fill(hr);
      Programs programs = new Programs(options, folder, hr);
      Path log = folder.resolve("output");
      if (options.parts().contains(Options.Part.READ)
          || options.parts().contains(Options.Part.CHANGED)) {
        Path ldif = company.ldif(folder.resolve("people.ldif"), "ou=users,dc=example,dc=com");
        try (SlapdServer directory =
            SlapdServer.start(set -> server(set, options).bulkLoad(ldif))) {
          Files.delete(ldif);
          new Reading(options, programs, hr, report, log).measure(directory, company);
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

  private static void delete(Path folder) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
