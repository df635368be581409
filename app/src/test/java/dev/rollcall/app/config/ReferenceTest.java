// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.rollcall.app.config.keys.JsonSchema;
import dev.rollcall.app.config.keys.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What is written about the configuration agrees with what is read of it.
class ReferenceTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/reference/configuration.md");
  private static final Path SCHEMA = ROOT.resolve("docs/reference/rollcall.schema.json");
  private static final String BEGIN = "<!-- written from the code: begin -->\n";
  private static final String END = "<!-- written from the code: end -->\n";

  @TempDir private Path directory;

  private static String schema() {
    JsonMapper mapper = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    return mapper.writeValueAsString(JsonSchema.ofConfiguration()).replace("\r\n", "\n") + "\n";
  }

  static Stream<Path> examples() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("examples"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  private static List<String> validated(String yaml) {
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(schema(), InputFormat.JSON);
    return schema.validate(yaml, InputFormat.YAML).stream().map(Error::toString).toList();
  }

  @Test
  void theSchemaIsWhatTheCodeSays() throws IOException {
    assertWritten(SCHEMA, schema());
  }

  @Test
  void theTablesAreWhatTheCodeSays() throws IOException {
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    String after = page.substring(page.indexOf(END));

    assertWritten(PAGE, before + "\n" + Reference.ofConfiguration() + after);
  }

  private static void assertWritten(Path file, String expected) throws IOException {
    Path fresh = Path.of("target", file.getFileName().toString());
    Files.createDirectories(Path.of("target"));
    Files.writeString(fresh, expected);

    String fix = "cp app/" + fresh + " docs/reference/";
    assertEquals(expected, Files.readString(file), fix);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleFollowsTheSchema(Path example) throws IOException {
    assertEquals(List.of(), validated(Files.readString(example)));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleLoads(Path example) throws IOException {
    Desk desk =
        new Desk(
            directory,
            Map.of(
                "HR_USER", "u",
                "HR_PASSWORD", "p",
                "LDAP_PASSWORD", "p",
                "FTRACK_SERVER", "studio",
                "FTRACK_API_USER", "u",
                "FTRACK_API_KEY", "k"));
    desk.file("hr", "secret");
    String yaml = Files.readString(example).replace("/run/secrets/hr", "hr");

    assertEquals("", desk.said(yaml));
    assertEquals(List.of(), desk.load(yaml).warnings());
  }

  @Test
  void seesTheExamples() throws IOException {
    assertTrue(examples().count() >= 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "type: sql | type: sequel",
        "type: sql | typ: sql",
        "url: ldaps://ldap.example.com | urls: x",
        "from: hr | from: [hr]",
        "match: [uid] | match: []",
        "rdn: uid | rdn: uid\n      unknown: x",
        "at once | tomorrow",
        "5% or 10 | five",
        "objectClass: [inetOrgPerson] | objectClass: { value: cn, rule: mix }",
        "syncs: | sincs:",
        "from: hr | from: hr\n    groups: { mambers: direct }",
      })
  void theSchemaFindsMistakesToo(String change) throws IOException {
    String[] sides = change.split(" \\| ");
    String right = Files.readString(ROOT.resolve("examples/hr-to-directory.yaml"));
    String wrong = right.replaceFirst(Pattern.quote(sides[0]), sides[1]);

    assertTrue(!wrong.equals(right) && !validated(wrong).isEmpty(), wrong);
  }
}
