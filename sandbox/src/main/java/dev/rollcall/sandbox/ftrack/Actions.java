// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.protocol.Refusal;
import dev.rollcall.sandbox.ftrack.protocol.Refusal.Reason;
import dev.rollcall.sandbox.ftrack.schema.SchemaJson;
import dev.rollcall.sandbox.ftrack.store.Row;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JsonGenerator;

/// Does an operation and writes its result.
final class Actions {
  private static final Set<String> PEOPLE =
      Set.of(
          "User",
          "Group",
          "Membership",
          "Metadata",
          "UserCustomAttributeValue",
          "Appointment",
          "CustomAttributeConfiguration");

  private final SchemaJson schemas;
  private final ServerInformation information;
  private final Entities entities;
  private final Deletion deletion;
  private final RoleActions roles;
  private final Queries queries;
  private final Errands errands;
  private final Jobs jobs;
  private final Uploads uploads;
  private final RulesInForce rules;
  private final CustomValues customValues;

  Actions(
      Options options,
      RulesInForce rules,
      SchemaJson schemas,
      Entities entities,
      Deletion deletion,
      RoleActions roles,
      Queries queries,
      Errands errands,
      Jobs jobs,
      Uploads uploads) {
    this.schemas = schemas;
    this.information = new ServerInformation(options, schemas);
    this.entities = entities;
    this.deletion = deletion;
    this.roles = roles;
    this.queries = queries;
    this.errands = errands;
    this.jobs = jobs;
    this.uploads = uploads;
    this.rules = rules;
    this.customValues = new CustomValues(entities.store(), rules);
  }

  void perform(Operation operation, Call call) {
    if (call.faults().hit(Fault.PermissionDenied.class, operation)) {
      throw denied(operation);
    }
    if (operation.changesSomething() && !mayChange(operation, call)) {
      throw denied(operation);
    }
    JsonGenerator out = call.out();
    switch (operation.action()) {
      case "query_server_information" ->
          out.writePOJO(information.about(call.caller(), operation.json().path("values")));
      case "query_schemas" -> out.writePOJO(schemas.types());
      case "query" -> queries.query(operation, call);
      case "search" -> queries.search(operation, call);
      case "create" -> create(operation, call);
      case "update" -> update(operation, call);
      case "delete" -> delete(operation, call);
      case "permissions" -> errands.permissions(operation, call);
      case "send_user_invite" -> errands.invite(operation, call);
      case "reset_remote" -> errands.reset(operation, call);
      case "get_upload_metadata" -> uploads.metadata(operation, call);
      case "complete_multipart_upload" -> uploads.complete(operation, call);
      case "delayed_job" -> jobs.queue(operation, call);
      case "add_user_security_role",
          "remove_user_security_role",
          "update_user_security_role",
          "grant_user_security_role_project",
          "revoke_user_security_role_project" ->
          role(operation, call);
      default -> throw new Refusal(Reason.SERVER, "Invalid action u'" + operation.action() + "'");
    }
  }

  private static boolean mayChange(Operation operation, Call call) {
    boolean aboutPeople =
        PEOPLE.contains(operation.entityType())
            || operation.action().contains("security_role")
            || operation.action().equals("delayed_job");
    return call.caller().managesUsers() || !aboutPeople;
  }

  private static Refusal denied(Operation operation) {
    return new Refusal(
        Reason.PERMISSION,
        "You do not have permission to %s %s"
            .formatted(operation.action(), operation.entityType())
            .strip());
  }

  private void create(Operation operation, Call call) {
    Row row = entities.create(operation, call.faults());
    Set<String> present = new LinkedHashSet<>();
    row.type().stored().stream()
        .map(property -> property.name())
        .filter(name -> !row.value(name).isAbsent())
        .forEach(present::add);
    result(operation, call, row, present);
  }

  private void update(Operation operation, Call call) {
    if (operation.entityType().equals("UserCustomAttributeValue")) {
      operation.key().stream()
          .findFirst()
          .ifPresent(id -> customValues.permit(id, call.caller().user()));
    }
    Row row = entities.update(operation, call.faults());
    List<String> changed =
        operation.data().propertyNames().stream()
            .filter(name -> row.type().slot(name) >= 0)
            .toList();
    result(operation, call, row, changed);
  }

  private static void result(Operation operation, Call call, Row row, Collection<String> names) {
    JsonGenerator out = call.out();
    out.writeStartObject();
    out.writeStringProperty("action", operation.action());
    out.writeName("data");
    call.writer().values(out, row, names);
    out.writeEndObject();
  }

  private void delete(Operation operation, Call call) {
    deletion.delete(entities.existing(entities.writable(operation.entityType()), operation.key()));
    Errands.answer(operation, call, true);
  }

  private void role(Operation operation, Call call) {
    Optional<Row> given = roles.perform(operation);
    switch (rules.now().roles().answer()) {
      case TRUE -> Errands.answer(operation, call, true);
      case ENTITY ->
          given.ifPresentOrElse(
              row -> result(operation, call, row, row.type().defaultProjections()),
              () -> Errands.answer(operation, call, true));
      case NOTHING -> {
        call.out().writeStartObject();
        call.out().writeEndObject();
      }
    }
  }
}
