// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.model.Account;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FtrackBackupTest {
  @Test
  void writesOneUserALineWithSortedNames() throws Exception {
    try (Studio studio = Studio.usual()) {
      String id = studio.user("ada", Map.of("first_name", "A\n\"da\"", "last_name", ""));
      Account ada = studio.find(new Lookup.ByAnchor(id)).getFirst();
      StringBuilder out = new StringBuilder();

      studio.target.backup(List.of(Studio.subject(ada)), out);

      assertEquals(1, out.toString().lines().count());
      JsonNode line = JsonMapper.builder().build().readTree(out.toString());
      List<String> names = new ArrayList<>(line.propertyNames());
      assertEquals(names.stream().sorted().toList(), names);
      assertTrue(names.containsAll(List.of("email", "id", "is_active", "user_type_id")));
      assertEquals("A\n\"da\"", line.path("first_name").asString());
      assertTrue(line.path("is_active").booleanValue());
      assertTrue(line.path("thumbnail_id").isNull());
    }
  }

  @Test
  void writesEverybodyAndMoreThanPeople() throws Exception {
    try (Studio studio = Studio.usual()) {
      studio.user("render", Map.of("user_type_id", studio.userType("service")));
      StringBuilder out = new StringBuilder();

      assertEquals(2, studio.target.backupAll(out).entries());
      assertEquals(2, out.toString().lines().count());
    }
  }

  @Test
  void readsNoMemberAgainThatWasJustRead() throws Exception {
    try (Studio studio = Studio.usual()) {
      Crew crew = new Crew(studio);
      String ada = studio.user("ada");
      String lighting = crew.group("Lighting");
      String vfx = crew.group("VFX", ada);
      crew.putInside(lighting, vfx);
      crew.groups();
      studio.server.requests().clear();
      StringBuilder known = new StringBuilder();
      StringBuilder read = new StringBuilder();

      studio.target.backup(List.of(Crew.subject("VFX", vfx)), known);
      assertEquals(1, studio.server.requests().counted().requests());
      studio.apply(Studio.create("grace"));
      studio.target.backup(List.of(Crew.subject("VFX", vfx)), read);

      assertTrue(known.toString().contains("\"members\":[\"" + ada + "\"]"), known.toString());
      assertEquals(read.toString(), known.toString());
    }
  }

  @Test
  void knowsNoMembersFromBeforeAChange() throws Exception {
    try (Studio studio = Studio.usual()) {
      Crew crew = new Crew(studio);
      String ada = studio.user("ada");
      String vfx = crew.group("VFX", ada);
      crew.groups();
      studio.apply(Crew.members("VFX", vfx, List.of(), List.of(Crew.user("ada", ada))));
      StringBuilder out = new StringBuilder();

      studio.target.backup(List.of(Crew.subject("VFX", vfx)), out);

      assertTrue(out.toString().contains("\"members\":[]"), out.toString());
    }
  }

  @Test
  void aFullDiskIsNotHidden() throws Exception {
    try (Studio studio = Studio.usual()) {
      IOException full = new IOException("No space left on device");
      Appendable disk =
          new Appendable() {
            @Override
            public Appendable append(CharSequence text) throws IOException {
              throw full;
            }

            @Override
            public Appendable append(CharSequence text, int start, int end) throws IOException {
              throw full;
            }

            @Override
            public Appendable append(char c) throws IOException {
              throw full;
            }
          };

      assertEquals(full, assertThrows(IOException.class, () -> studio.target.backupAll(disk)));
    }
  }
}
