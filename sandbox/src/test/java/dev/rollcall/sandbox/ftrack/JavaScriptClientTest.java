// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.rollcall.testkit.javascript.JavaScriptClient;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ftrack's own client cannot tell the sandbox from a server.
class JavaScriptClientTest extends SandboxTest {
  private static final JavaScriptClient CLIENT =
      new JavaScriptClient(JavaScriptClientTest.class, "client.js");

  @BeforeAll
  static void install() throws IOException, InterruptedException {
    CLIENT.install();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          createUpdateDelete | {"id":36,"updated":"new@example.com","found":"new@example.com","deleted":true,"left":0}
          groupsAndRoles | {"groups":["Lighting"],"roles":["Project manager","User"]}
          quoting | ["O'Neil \\"the\\" <b>","Žižek","50% off"]
          search | ["jdoe"]
          batch | ["create","query","create"]
          batchFails | {"failure":"ServerError","left":0}
          ensure | {"same":true,"names":["Janet"]}
          pages | ["g0","g1","g2","g3","g4","g5","g6"]
          dates | "2026-11-20T10:00:00.000Z"
          serializable | ["jdoe","jdoe"]
          customAttributes | [["employee_id","4711"]]
          errors | {"unknownAction":"ServerError","unknownType":"ServerError","missing":"ServerValidationError","credentials":"ServerError api_credentials_invalid"}
          upload | {"type":".png","located":true,"picture":"image/png","bytes":4,"none":200}
          statuses | [["Not started","In progress","Done"],["Not started","In progress","Done"]]
          eventsReply | {"order":"soup"}
          eventsAfterACut | ["User","UserSecurityRole"]
          eventsOfChanges | {"same":true,"action":"add","mine":true}
          """)
  void doesTheWork(String work, String outcome) throws IOException, InterruptedException {
    assertEquals(
        outcome, CLIENT.work(sandbox.uri(), Options.USUAL_LOGIN, Options.USUAL_KEY, List.of(work)));
  }
}
