// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.connectors.sql.ColumnSearch.Found;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ColumnSearchTest {
  @Test
  void findsANameLetterByLetterBeforeAnyOtherLetterCase() {
    assertEquals(new Found.At(1), ColumnSearch.find("id", List.of("ID", "id", "Id")));
    assertEquals(new Found.At(0), ColumnSearch.find("id", List.of("ID", "name")));
  }

  @Test
  void doesNotChooseBetweenTwo() {
    assertEquals(new Found.Twice(), ColumnSearch.find("id", List.of("ID", "Id")));
    assertEquals(new Found.Twice(), ColumnSearch.find("id", List.of("id", "id")));
  }

  @Test
  void namesWhatWasProbablyMeant() {
    List<String> columns = List.of("user_name", "full_name", "mail");

    assertEquals(
        new Found.Missing(Optional.of("user_name")), ColumnSearch.find("username", columns));
    assertEquals(new Found.Missing(Optional.of("mail")), ColumnSearch.find("Mil", columns));
    assertEquals(new Found.Missing(Optional.empty()), ColumnSearch.find("salary", columns));
  }
}
