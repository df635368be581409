// SPDX-License-Identifier: Apache-2.0
// Uses ftrack's own client for one piece of work, named in the arguments, and prints what came of it
// as JSON: node client.js SERVER LOGIN KEY WORK
import { Event, Session, expression, operation, projectSchema } from "@ftrack/api";
import { WebSocket } from "ws";
import { UploadRequest } from "./upload_request.js";

// What browsers and Node 22 have and older versions of Node have not.
globalThis.WebSocket ??= WebSocket;
globalThis.XMLHttpRequest ??= UploadRequest;

const [server, login, key, work] = process.argv.slice(2);
const session = new Session(server, login, key, { autoConnectEventHub: work.startsWith("events") });

const works = {
  async createUpdateDelete() {
    const created = await session.create("User", { username: "jdoe", email: "old@example.com" });
    const id = created.data.id;
    const updated = await session.update("User", id, { email: "new@example.com" });
    const found = await session.query(expression`select email from User where username is "${"jdoe"}"`);
    const deleted = await session.delete("User", id);
    const left = await session.query("User where username is jdoe");
    return {
      id: id.length,
      updated: updated.data.email,
      found: found.data[0].email,
      deleted: deleted.data,
      left: left.data.length,
    };
  },

  async groupsAndRoles() {
    const [user, group] = await session.call([
      operation.create("User", { username: "jdoe", is_active: true }),
      operation.create("Group", { name: "Lighting", local: false }),
    ]);
    await session.create("Membership", { user_id: user.data.id, group_id: group.data.id });
    const roles = await session.query("select id from SecurityRole where name is 'Project manager'");
    await session.call([
      { action: "add_user_security_role", user_id: user.data.id, role_id: roles.data[0].id },
    ]);
    const found = await session.query(
      "select username, memberships.group.name, user_security_roles.security_role.name from User " +
        'where memberships any (group.name is "Lighting")',
    );
    const person = found.data[0];
    return {
      groups: person.memberships.map((each) => each.group.name),
      roles: person.user_security_roles.map((each) => each.security_role.name).sort(),
    };
  },

  async quoting() {
    const names = [`O'Neil "the" <b>`, "Žižek", "50% off"];
    for (const name of names) {
      await session.create("Group", { name, local: false });
    }
    const found = [];
    for (const name of names) {
      const answer = await session.query(expression`select name from Group where name is "${name}"`);
      found.push(answer.data[0].name);
    }
    return found;
  },

  async search() {
    await session.create("User", { username: "jdoe", first_name: "Jane", last_name: "Doe" });
    const found = await session.search({
      expression: "select username from User",
      entityType: "User",
      terms: ["jan", "doe"],
    });
    return found.data.map((user) => user.username);
  },

  async batch() {
    const results = await session.call([
      operation.create("User", { username: "a" }),
      operation.query("select username from User where username is a"),
      operation.create("User", { username: "b" }),
    ]);
    return results.map((result) => result.action);
  },

  async batchFails() {
    let failure = "none";
    try {
      await session.call([
        operation.create("User", { username: "a" }),
        operation.create("User", { username: "a" }),
      ]);
    } catch (problem) {
      failure = problem.name;
    }
    const left = await session.query("User where username is a");
    return { failure, left: left.data.length };
  },

  async ensure() {
    await session.initializing;
    const data = { username: "jdoe", first_name: "Jane" };
    const first = await session.ensure("User", data, ["username"]);
    const second = await session.ensure("User", { ...data, first_name: "Janet" }, ["username"]);
    const all = await session.query("select first_name from User where username is jdoe");
    return { same: first.id === second.id, names: all.data.map((user) => user.first_name) };
  },

  async pages() {
    for (let number = 0; number < 7; number++) {
      await session.create("Group", { name: `g${number}`, local: false });
    }
    const names = [];
    let offset = 0;
    while (offset !== null) {
      const page = await session.query(
        `select name from Group order by name limit 3 offset ${offset}`,
      );
      names.push(...page.data.map((group) => group.name));
      offset = page.metadata.next.offset;
    }
    return names;
  },

  async dates() {
    const user = await session.create("User", { username: "jdoe" });
    await session.create("Timelog", {
      user_id: user.data.id,
      duration: 60,
      start: new Date("2026-11-20T10:00:00Z"),
    });
    const decoded = await session.query("select start from Timelog", { decodeDatesAsIso: true });
    return decoded.data[0].start;
  },

  async serializable() {
    const user = await session.create("User", { username: "jdoe" });
    const groups = await session.call(
      ["a", "b"].map((name) => operation.create("Group", { name, local: false })),
    );
    await session.call(
      groups.map((group) =>
        operation.create("Membership", { user_id: user.data.id, group_id: group.data.id }),
      ),
    );
    const found = await session.query("select user.username from Membership", {
      ensureSerializableResponse: true,
    });
    return found.data.map((membership) => membership.user.username);
  },

  async customAttributes() {
    const types = await session.query("select id from CustomAttributeType where name is text");
    const configuration = await session.create("CustomAttributeConfiguration", {
      key: "employee_id",
      label: "Employee",
      entity_type: "user",
      type_id: types.data[0].id,
      config: "{}",
    });
    const user = await session.create("User", { username: "jdoe" });
    await session.update("UserCustomAttributeValue", [configuration.data.id, user.data.id], {
      value: "4711",
    });
    const found = await session.query(
      'select custom_attributes.key, custom_attributes.value from User where custom_attributes any (key is "employee_id" and value is "4711")',
    );
    return found.data[0].custom_attributes.map((each) => [each.key, each.value]);
  },

  async errors() {
    const seen = {};
    const attempts = {
      unknownAction: () => session.call([{ action: "reticulate" }]),
      unknownType: () => session.query("select id from Splines"),
      missing: () => session.update("User", "nobody", { email: "x" }),
      credentials: async () => {
        const other = new Session(server, login, "wrong", { autoConnectEventHub: false });
        await other.initializing;
      },
    };
    for (const [name, attempt] of Object.entries(attempts)) {
      try {
        await attempt();
      } catch (problem) {
        seen[name] = `${problem.name} ${problem.errorCode ?? ""}`.trim();
      }
    }
    return seen;
  },

  async upload() {
    const pixels = new Blob([new Uint8Array([137, 80, 78, 71])], { type: "image/png" });
    const [component, location] = await session.createComponent(pixels, { name: "face.png" });
    const user = await session.create("User", { username: "jdoe" });
    await session.update("User", user.data.id, { thumbnail_id: component.data.id });
    const picture = await fetch(session.thumbnailUrl(component.data.id));
    const original = await fetch(session.getComponentUrl(component.data.id));
    return {
      type: component.data.file_type,
      located: location.data.component_id === component.data.id,
      picture: picture.headers.get("content-type"),
      bytes: (await original.arrayBuffer()).byteLength,
      none: (await fetch(session.thumbnailUrl(null))).status,
    };
  },

  async statuses() {
    const schemas = await session.query("select id from ProjectSchema");
    const schema = schemas.data[0].id;
    const ofTasks = await projectSchema.getStatuses(session, schema, "Task");
    const ofShots = await projectSchema.getStatuses(session, schema, "Shot");
    return [ofTasks, ofShots].map((statuses) => statuses.map((status) => status.name));
  },

  async eventsReply() {
    session.eventHub.subscribe("topic=studio.lunch", (event) => ({ order: event.data.what }));
    const reply = await session.eventHub.publishAndWaitForReply(
      new Event("studio.lunch", { what: "soup" }),
      { timeout: 10 },
    );
    return reply.data;
  },

  async eventsAfterACut() {
    session.eventHub.subscribe("topic=echo", () => "here");
    await session.eventHub.publishAndWaitForReply(new Event("echo", {}), { timeout: 10 });
    await fetch(`${server}/sandbox/events`, { method: "DELETE" });
    while (session.eventHub.isConnected()) {
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    const told = new Promise((resolve) => {
      session.eventHub.subscribe("topic=ftrack.update", (event) => {
        resolve(event.data.entities.map((each) => each.entity_type));
      });
    });
    await session.eventHub.publishAndWaitForReply(new Event("echo", {}), { timeout: 20 });
    await session.create("User", { username: "jdoe" });
    return await told;
  },

  async eventsOfChanges() {
    const told = new Promise((resolve) => {
      session.eventHub.subscribe("topic=ftrack.update", (event) => {
        resolve(event.data);
      });
    });
    // The hub handles what one client sends in its order: after this reply it knows the subscription.
    session.eventHub.subscribe("topic=echo", () => "here");
    await session.eventHub.publishAndWaitForReply(new Event("echo", {}), { timeout: 10 });
    const user = await session.create("User", { username: "jdoe" });
    const data = await told;
    return {
      same: data.entities[0].entityId === user.data.id,
      action: data.entities[0].action,
      mine: data.clientToken === session.clientToken,
    };
  },
};

try {
  console.log(JSON.stringify(await works[work]()));
} catch (problem) {
  console.log(JSON.stringify({ failed: String(problem?.stack ?? problem) }));
  process.exitCode = 1;
} finally {
  session.eventHub?.disconnect();
}
process.exit();
