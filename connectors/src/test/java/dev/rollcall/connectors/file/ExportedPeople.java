// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import dev.rollcall.core.model.Attributes;
import dev.rollcall.testkit.TargetUnderTest;
import java.util.List;
import java.util.TreeMap;

/// People in a file, whatever its format. All of them are called [#NAME].
interface ExportedPeople extends TargetUnderTest {
  String NAME = "Mara Lind";

  @Override
  default List<String> attributes() {
    return List.of("uid", "cn", "mail");
  }

  @Override
  default Attributes person(String login) {
    return person(login, NAME);
  }

  private static Attributes person(String login, String name) {
    TreeMap<String, List<String>> all = new TreeMap<>();
    all.put("uid", List.of(login));
    all.put("cn", List.of(name));
    all.put("mail", List.of(login + "@example.com", "x." + login + "@example.com"));
    return new Attributes(all);
  }

  @Override
  default Attributes unacceptable(String login) {
    return person(login, "Mara\u0000Lind");
  }

  @Override
  default String naming() {
    return "uid";
  }

  @Override
  default String plain() {
    return "cn";
  }
}
