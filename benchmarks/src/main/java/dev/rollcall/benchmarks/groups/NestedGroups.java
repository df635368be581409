// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.benchmarks.groups;

import com.sun.management.OperatingSystemMXBean;
import dev.rollcall.core.expression.Compilation;
import dev.rollcall.core.expression.Expression;
import dev.rollcall.core.expression.Expressions;
import dev.rollcall.core.expression.Names;
import dev.rollcall.core.mapping.Mapping;
import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import dev.rollcall.engine.snapshot.EdgeTable;
import dev.rollcall.engine.snapshot.IdentityTable;
import dev.rollcall.engine.snapshot.IdentityTable.References;
import dev.rollcall.engine.snapshot.Nesting;
import dev.rollcall.testkit.RecordingTarget;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;

/// Groups in a tree, each with people by DN: they are taken in as a directory would deliver them,
/// and everybody in each group is found at any depth. In a process of its own, so that its whole
/// CPU time counts.
public final class NestedGroups {
  private static final int CHILDREN = 10;

  private NestedGroups() {}

  /// @param args how many people, groups and memberships
  public static void main(String[] args) throws IOException {
    int people = Integer.parseInt(args[0]);
    int groups = Integer.parseInt(args[1]);
    int memberships = Integer.parseInt(args[2]);
    Path spool = Files.createTempFile("rollcall-groups", ".spool");
    try (IdentityTable table = people(people, spool)) {
      EdgeTable edges = edges(table, people, groups, memberships);
      Nesting nesting = new Nesting(edges, people);
      int rings = nesting.rings().size();
      long[] everybody = new long[1];
      for (int group = 0; group < groups; group++) {
        nesting.everybodyIn(group, _ -> everybody[0]++);
      }
      told(groups, memberships, everybody[0], rings);
    }
  }

  private static IdentityTable people(int count, Path spool) {
    Mapping mapping =
        new Mapping("source", id(), Optional.empty(), List.of(), Optional.empty(), Map.of());
    References references = new References(List.of("dn"), UnaryOperator.identity());
    IdentityTable table =
        new IdentityTable(spool, mapping, new RecordingTarget("target").model(), references);
    Columns columns = new Columns(List.of("id", "dn"));
    for (int i = 0; i < count; i++) {
      table.accept(new Identity(columns, List.of(List.of("" + i), List.of(dn(i))), "row " + i));
    }
    table.seal();
    return table;
  }

  private static Expression id() {
    return switch (Expressions.value("id", Names.open())) {
      case Compilation.Compiled<Expression>(Expression result) -> result;
      case Compilation.Rejected<Expression> rejected ->
          throw new IllegalStateException(rejected.toString());
    };
  }

  private static String dn(int person) {
    return "uid=person" + person + ",ou=users,dc=example,dc=com";
  }

  private static EdgeTable edges(IdentityTable table, int people, int groups, int memberships) {
    Random random = new Random(7);
    EdgeTable edges = new EdgeTable();
    int each = memberships / groups;
    for (int group = 0; group < groups; group++) {
      List<String> members = new ArrayList<>(each);
      for (int i = 0; i < each; i++) {
        int child = group * CHILDREN + i + 1;
        members.add(i < CHILDREN && child < groups ? "cn=" + child : dn(random.nextInt(people)));
      }
      edges.add(members, text -> EdgeTable.one(table.byReference(text)));
    }
    edges.seal(text -> text.startsWith("cn=") ? Integer.parseInt(text.substring(3)) : -1);
    return edges;
  }

  private static void told(int groups, int memberships, long everybody, int rings) {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%,d groups with %,d memberships: %,d people in them at any depth, %d rings; %.1f s CPU,"
            + " heap %d MiB%n",
        groups,
        memberships,
        everybody,
        rings,
        system.getProcessCpuTime() / 1e9,
        (runtime.totalMemory() - runtime.freeMemory()) >> 20);
  }
}
