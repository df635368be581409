// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import dev.rollcall.app.config.tree.Node.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// Reads the systems.
final class SystemsReader {
  private static final Set<String> TYPES = Set.of("sql", "ldap", "ftrack", "file");

  private final Context context;
  private final List<Section> sections;

  SystemsReader(Section systems, Context context) {
    this.context = context;
    this.sections =
        systems.fields().entries().stream()
            .map(entry -> Section.of(entry, "systems." + entry.key(), context))
            .toList();
  }

  /// Every system that could be made out.
  SequencedMap<String, SystemConfig> read() {
    SequencedMap<String, SystemConfig> systems = new LinkedHashMap<>();
    for (Section section : sections) {
      String name = section.path().substring("systems.".length());
      system(name, section).ifPresent(system -> systems.put(name, system));
    }
    return systems;
  }

  private Optional<SystemConfig> system(String name, Section section) {
    return switch (type(section)) {
      case "sql" -> new SqlReader(section).read(name).map(SystemConfig.Sql::new);
      case "ldap" ->
          new LdapReader(section, standIns("ldap", "url")).read(name).map(SystemConfig.Ldap::new);
      case "ftrack" ->
          new FtrackReader(section, standIns("ftrack", "server"))
              .read(name)
              .map(SystemConfig.Ftrack::new);
      case "file" -> new FileReader(section).read(name).map(SystemConfig.File::new);
      default -> Optional.empty();
    };
  }

  /// One of the types there are, or nothing.
  private static String type(Section section) {
    return section.text("type").filter(TYPES::contains).orElse("");
  }

  /// The types of the systems, also of those that could not be made out.
  static Map<String, String> types(Section systems, Context context) {
    Map<String, String> types = new LinkedHashMap<>();
    for (Entry entry : systems.fields().entries()) {
      types.put(entry.key(), type(Section.of(entry, entry.key(), context)));
    }
    return types;
  }

  /// Variables say nothing of which system they mean: they hold where there is one only.
  private StandIns standIns(String type, String address) {
    long candidates =
        sections.stream()
            .filter(section -> type(section).equals(type))
            .filter(section -> section.texts(address).stream().noneMatch(Sandbox::is))
            .count();
    Optional<Map<String, String>> variables = Optional.of(context.environment());
    return new StandIns(variables.filter(_ -> context.variables() && candidates == 1), type);
  }
}
