// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class AskingServerTest {
  @Test
  void aDriverAnswersItsQuestionAndIsLeftAlone() throws Exception {
    try (AskingServer server = AskingServer.start()) {
      String url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/hr";

      SQLException failure =
          assertThrows(SQLException.class, () -> DriverManager.getConnection(url, "hr", "secret"));

      // Connection failure, not a refused password: it hangs up after the answer.
      assertEquals("08001", failure.getSQLState());
    }
  }
}
