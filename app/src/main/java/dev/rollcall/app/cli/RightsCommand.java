// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import dev.rollcall.app.config.Configuration;
import dev.rollcall.app.config.SystemConfig;
import dev.rollcall.app.run.Rights;
import dev.rollcall.connectors.ldap.LdapRights.Notation;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.problem.Halt;
import dev.rollcall.core.problem.Problem;
import dev.rollcall.core.problem.Problem.Blame;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "rights",
    mixinStandardHelpOptions = true,
    description =
        "Prints what the account of Rollcall has to be allowed in a system, for the configured"
            + " syncs and no more, in the words of that system.")
final class RightsCommand implements Callable<Integer> {
  private final Console console;
  @Mixin private Common common = new Common();

  @Parameters(paramLabel = "SYSTEM", description = "The system's name in the configuration.")
  private String system = "";

  @Option(
      names = "--kind",
      paramLabel = "KIND",
      description =
          "The kind of directory: openldap, ds389 or ad; asked of the server unless given.")
  private Optional<Notation> kind = Optional.empty();

  RightsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    Configuration configuration = common.configuration(console);
    SystemConfig config =
        Optional.ofNullable(configuration.systems().get(system)).orElseThrow(this::unknown);
    List<String> lines;
    try {
      lines = new Rights(configuration, system).lines(config, kind);
    } catch (ReadFailed failure) {
      throw new Halt(failure.problem(), failure);
    }
    if (lines.isEmpty()) {
      throw new Halt(notation());
    }
    if (common.json()) {
      console.line(
          PlanJson.object(json -> {
            json.writeStringProperty("system", system);
            json.writeArrayPropertyStart("rights");
            lines.forEach(json::writeString);
            json.writeEndArray();
          }));
    } else {
      lines.forEach(line -> console.line(Shown.whole(line)));
    }
    return Exit.DONE;
  }

  private Halt unknown() {
    return new Halt(
        new Problem(
            "CLI-NO-SYSTEM",
            Blame.OPERATOR,
            "there is no system '" + system + "' in the configuration",
            "rights are those of one system",
            "name a system as it is called under 'systems:'"));
  }

  private Problem notation() {
    return new Problem(
        "LDAP-RIGHTS-NOTATION",
        Blame.OPERATOR,
        "'" + system + "' is a directory whose access rules rollcall cannot write",
        "it is neither OpenLDAP nor 389 Directory Server nor Active Directory by what it says of"
            + " itself",
        "see what is needed in the words of another one: rollcall rights "
            + system
            + " --kind openldap");
  }
}
