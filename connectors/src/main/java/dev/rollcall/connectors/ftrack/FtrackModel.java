// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.connectors.ftrack.Field.Access;
import dev.rollcall.connectors.ftrack.Field.Form;
import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.AccountModel;
import dev.rollcall.core.model.AttributeType;
import dev.rollcall.core.model.Attributes;
import dev.rollcall.core.model.Sort;
import dev.rollcall.core.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// What ftrack is known to want of its users, or of its groups.
///
/// @param seats how many users may be active, where the server tells
record FtrackModel(
    String system, Sort sort, Fields fields, UserTypes types, int batchSize, OptionalLong seats)
    implements AccountModel {
  private static final String LOGIN = "username";
  private static final String GROUP_NAME = "name";

  /// ftrack publishes no limit; a longer login, name or address is a mistake in the source.
  private static final int LONGEST = 255;

  @Override
  public AttributeType attribute(String name) {
    return fields.field(name).map(Field::type).orElse(AttributeType.TEXT);
  }

  @Override
  public String naming() {
    return sort == Sort.GROUP ? GROUP_NAME : LOGIN;
  }

  @Override
  public Optional<AccountKey> key(Attributes wanted, Optional<AccountKey> current) {
    return wanted.values(naming()).stream()
        .filter(value -> !value.isBlank())
        .findFirst()
        .map(AccountKey::new);
  }

  @Override
  public List<Problem> flawsInNew(Attributes wanted) {
    List<Problem> flaws = new ArrayList<>();
    if (!wanted.has(naming())) {
      flaws.add(ValueProblem.missing(sort, naming()));
    }
    wanted.all().forEach((name, values) -> flaws.addAll(flaws(name, values)));
    return flaws;
  }

  @Override
  public List<Problem> flawsInChange(Attributes wanted, List<String> removed) {
    List<Problem> flaws = new ArrayList<>();
    wanted.all().forEach((name, values) -> flaws.addAll(flaws(name, values)));
    for (String name : removed) {
      name(name).ifPresent(flaws::add);
      if (name.equals(naming())) {
        flaws.add(ValueProblem.missing(sort, naming()));
      }
    }
    return flaws;
  }

  @Override
  public boolean sellsSeats() {
    return sort == Sort.USER;
  }

  static FtrackModel ofUsers(FtrackSettings settings, Session session) {
    return new FtrackModel(
        settings.name(),
        Sort.USER,
        session.fields(),
        session.types(),
        Sending.portion(settings.batch()),
        session.seats());
  }

  static FtrackModel ofGroups(FtrackSettings settings, Session session) {
    return new FtrackModel(
        settings.name(),
        Sort.GROUP,
        session.groupFields(),
        session.types(),
        Sending.portion(settings.batch()),
        OptionalLong.empty());
  }

  /// What is wrong with an attribute of that name, whatever its value.
  Optional<Problem> name(String name) {
    Optional<Field> field = fields.field(name);
    if (field.isEmpty()) {
      return Optional.of(ValueProblem.unknownAttribute(system, sort, name, fields.mappable()));
    }
    return field.get().access() == Access.MAPPING
        ? Optional.empty()
        : Optional.of(ValueProblem.notMappable(system, sort, name));
  }

  private List<Problem> flaws(String name, List<String> values) {
    Optional<Problem> wrongName = name(name);
    if (wrongName.isPresent()) {
      return List.of(wrongName.get());
    }
    if (values.size() > 1 && attribute(name).singleValued()) {
      return List.of(ValueProblem.several(name, values.size()));
    }
    return values.stream().flatMap(value -> flaw(name, value).stream()).toList();
  }

  private Optional<Problem> flaw(String name, String value) {
    if (value.codePoints().anyMatch(FtrackModel::unusable)) {
      return Optional.of(ValueProblem.characters(name));
    }
    Field field = fields.field(name).orElseThrow();
    boolean own = field.place() instanceof Field.Place.Column;
    if (own && value.codePointCount(0, value.length()) > LONGEST) {
      return Optional.of(ValueProblem.tooLong(name, LONGEST));
    }
    if (name.equals(LOGIN) && !value.equals(value.strip())) {
      return Optional.of(ValueProblem.spaces(name));
    }
    if (field.form() == Form.IMAGE) {
      return Picture.flaw(value);
    }
    if (!field.options().isEmpty() && !field.options().contains(value)) {
      return Optional.of(ValueProblem.option(name, value, field.options()));
    }
    boolean fits = field.json(List.of(value), types).isPresent();
    if (field.form() == Form.USER_TYPE && !types.forPeople().contains(value)) {
      return Optional.of(ValueProblem.userType(value, types.forPeople()));
    }
    return fits ? Optional.empty() : Optional.of(ValueProblem.form(name, value, field.form()));
  }

  /// Control characters, and halves of a pair, which no UTF-8 can carry.
  private static boolean unusable(int codePoint) {
    return Character.isISOControl(codePoint)
        || (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE);
  }
}
