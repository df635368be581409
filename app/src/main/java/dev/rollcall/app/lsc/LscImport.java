// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.lsc;

import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What could be carried over from the configuration of LSC.
///
/// @param yaml our configuration
/// @param variables what it needs of the environment: no password is written down
/// @param decisions what a person has to look at, in the order of the file
public record LscImport(String yaml, List<Variable> variables, List<Decision> decisions) {
  /// Reads an lsc.xml and the SELECTs beside it.
  ///
  /// @throws Halt where the file cannot be read, or is none of LSC
  public static LscImport of(Path file) {
    Tag lsc = XmlFile.read(file, XmlFile.Doctype.REFUSED);
    if (!lsc.name().equals("lsc")) {
      throw new Halt(
          new Problem(
              "LSC-XML",
              Blame.OPERATOR,
              "'%s' is not the configuration of LSC".formatted(file),
              "its first element is '%s', and not 'lsc'".formatted(lsc.name()),
              "name the lsc.xml of LSC 2"));
    }
    Decisions decisions = new Decisions();
    Yaml yaml = new Yaml();
    yaml.comment("Carried over from " + lsc.file() + " of LSC. Look through it before it is used.");
    Connections connections = new Connections(decisions, yaml);
    yaml.blank();
    Map<String, Connections.Reached> systems = connections.write(lsc);
    yaml.blank();
    new Tasks(systems, SqlMaps.beside(file, decisions), decisions, yaml).write(lsc);
    return new LscImport(yaml.toString(), connections.variables(), decisions.sorted());
  }
}
