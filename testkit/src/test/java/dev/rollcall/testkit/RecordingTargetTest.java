// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit;

import dev.rollcall.core.connector.Target;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Attributes;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

class RecordingTargetTest implements TargetContract {
  private final Recorded recorded = new Recorded();

  @Override
  public TargetUnderTest under() {
    return recorded;
  }

  private static final class Recorded implements TargetUnderTest {
    private final RecordingTarget target =
        new RecordingTarget("directory", new RecordingShape().mandatory("cn"));

    @Override
    public Target target() {
      return target;
    }

    @Override
    public List<String> attributes() {
      return List.of("uid", "cn", "mail");
    }

    @Override
    public Attributes person(String login) {
      SortedMap<String, List<String>> values = new TreeMap<>();
      values.put("uid", List.of(login));
      values.put("cn", List.of("Person " + login));
      values.put("mail", List.of(login + "@studio.example"));
      return new Attributes(values);
    }

    @Override
    public Attributes unacceptable(String login) {
      SortedMap<String, List<String>> values = new TreeMap<>(person(login).all());
      values.remove("cn");
      return new Attributes(values);
    }

    @Override
    public String naming() {
      return "uid";
    }

    @Override
    public String plain() {
      return "cn";
    }

    @Override
    public void meddle(AccountKey account, String attribute, String value) {
      target.meddle(account, attribute, value);
    }
  }
}
