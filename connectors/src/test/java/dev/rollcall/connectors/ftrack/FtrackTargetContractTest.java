// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.connector.AccountRequest.Lookup;
import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.testkit.TargetContract;
import dev.rollcall.testkit.TargetUnderTest;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class FtrackTargetContractTest implements TargetContract, TargetUnderTest {
  private Studio studio;

  @BeforeEach
  void start() throws IOException {
    studio = Studio.usual();
  }

  @AfterEach
  void stop() {
    studio.close();
  }

  @Override
  public TargetUnderTest under() {
    return this;
  }

  @Override
  public Target target() {
    return studio.target;
  }

  @Override
  public List<String> attributes() {
    return Studio.ATTRIBUTES;
  }

  @Override
  public Attributes person(String login) {
    return person(login, "Jane");
  }

  @Override
  public Attributes unacceptable(String login) {
    return person(login, "J".repeat(300));
  }

  @Override
  public String naming() {
    return "username";
  }

  @Override
  public String plain() {
    return "first_name";
  }

  @Override
  public void meddle(AccountKey account, String attribute, String value) throws Exception {
    String id =
        studio
            .find(new Lookup.ByAttribute("username", account.value()))
            .getFirst()
            .anchor()
            .value();
    studio.change(id, attribute, value);
  }

  private static Attributes person(String login, String firstName) {
    TreeMap<String, List<String>> values = new TreeMap<>();
    values.put("username", List.of(login));
    values.put("first_name", List.of(firstName));
    values.put("last_name", List.of("Doe"));
    values.put("email", List.of(login + "@example.com"));
    return new Attributes(values);
  }
}
