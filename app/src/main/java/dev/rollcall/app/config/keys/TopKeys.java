// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config.keys;

import static dev.rollcall.app.config.keys.Key.needed;
import static dev.rollcall.app.config.keys.Key.optional;

import java.util.List;
import java.util.Map;

/// The keys at the top of the file.
public final class TopKeys {
  private TopKeys() {}

  /// The whole configuration.
  public static Table file() {
    return Table.of(
        "the configuration",
        needed(
            "systems",
            new Shape.Named("NAME", Syntax.SYSTEM, SystemKeys.all()),
            "The systems, by a name of your own."),
        needed(
            "syncs",
            new Shape.Named("NAME", Syntax.SYSTEM, new Shape.Group(SyncKeys.sync())),
            "The syncs, by a name of your own. They run in the order of their dependencies: one"
                + " that reads what another changes runs after it."),
        optional(
            "limits",
            new Shape.Group(limits()),
            "Limits that stop a plan until somebody approves it."),
        optional("state", new Shape.Group(state()), "Where Rollcall keeps what it remembers."),
        optional(
            "log",
            new Shape.Group(log()),
            "What is logged, unless the command line says otherwise."));
  }

  static Table limits() {
    return Table.of(
            "limits",
            optional(
                "leavers",
                Syntax.LIMIT,
                "`5% or 10`",
                "How many accounts one plan may close or remove: a share of the accounts, at least"
                    + " the number."),
            optional(
                "memberships",
                Syntax.LIMIT,
                "`20% or 50`",
                "How many memberships and roles one plan may take: a share of those there are, at"
                    + " least the number."))
        .former(Map.of("removals", "leavers"));
  }

  private static Table state() {
    return Table.of(
        "state",
        optional(
            "path",
            Syntax.PATH,
            "`.rollcall` beside this file",
            "The directory of links, runs and backups."),
        optional(
            "plans",
            Syntax.PATH,
            "`plans` beside this file",
            "The directory that plans are written to."));
  }

  private static Table log() {
    return Table.of(
        "log",
        optional(
            "level",
            new Shape.Choice(List.of("error", "warn", "info", "debug")),
            "`warn`",
            "How much."),
        optional(
            "format", new Shape.Choice(List.of("text", "json")), "`text`", "How it is written."));
  }
}
