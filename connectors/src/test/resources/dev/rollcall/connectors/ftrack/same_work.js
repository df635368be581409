// SPDX-License-Identifier: Apache-2.0
// Uses ftrack's own client for one piece of work, so that what it sends can be compared with what
// Rollcall sends: node same_work.js SERVER LOGIN KEY WORK [ID...]
import { Session, expression, operation } from "@ftrack/api";
import { UploadRequest } from "./upload_request.js";

globalThis.XMLHttpRequest ??= UploadRequest;

const [server, login, key, work, ...ids] = process.argv.slice(2);
const session = new Session(server, login, key, { autoConnectEventHub: false });

const jane = {
  username: "jdoe",
  first_name: "Jane",
  last_name: `O'Neil "the" \\ Žižek`,
  email: "jane@example.com",
  is_active: true,
};

const works = {
  async start() {
    await session.initializing;
  },

  async createUser() {
    await session.create("User", jane);
  },

  async createUsers() {
    await session.call(
      ["ann", "bob"].map((username) => operation.create("User", { username, is_active: true })),
    );
  },

  async updateUser() {
    await session.update("User", [ids[0]], { email: "new@example.com" });
  },

  async renameUser() {
    await session.update("User", [ids[0]], { username: "jroe" });
  },

  async disableUser() {
    await session.update("User", [ids[0]], { is_active: false });
  },

  async enableUser() {
    await session.update("User", [ids[0]], { is_active: true });
  },

  async deleteUser() {
    await session.delete("User", [ids[0]]);
  },

  async queryQuoted() {
    const name = `O'Neil "the" <b> 50% Žižek`;
    await session.query(expression`select id from Group where name is "${name}"`);
  },

  async pages() {
    let offset = 0;
    while (offset !== null) {
      const from = offset === 0 ? "" : ` offset ${offset}`;
      const page = await session.query(`select id, name from Group order by id${from} limit 3`);
      offset = page.metadata.next.offset;
    }
  },

  async createGroup() {
    await session.create("Group", { name: "Lighting", local: false });
  },

  async createMembership() {
    await session.create("Membership", { group_id: ids[0], user_id: ids[1] });
  },

  async deleteMembership() {
    await session.delete("Membership", [ids[0]]);
  },

  async allocate() {
    await session.create("Appointment", {
      context_id: ids[0],
      resource_id: ids[1],
      type: "allocation",
    });
  },

  async setCustomAttribute() {
    await session.update("UserCustomAttributeValue", [ids[0], ids[1]], { value: "4711" });
  },

  async setMetadata() {
    await session.create("Metadata", {
      parent_id: ids[0],
      parent_type: "User",
      key: "rollcall.anchor",
      value: "4711",
    });
  },

  async changeMetadata() {
    await session.update("Metadata", [ids[0], "rollcall.anchor"], { value: "4712" });
  },

  async takeMetadata() {
    await session.delete("Metadata", [ids[0], "rollcall.anchor"]);
  },

  async setPicture() {
    const pixels = new Blob([Buffer.from(ids[1], "base64")], { type: "image/jpeg" });
    const [component] = await session.createComponent(pixels, { name: "thumbnail.jpg" });
    await session.update("User", [ids[0]], { thumbnail_id: component.data.id });
  },
};

try {
  await session.initializing;
  await works[work]();
  console.log("done");
} catch (problem) {
  console.log(String(problem?.stack ?? problem));
  process.exitCode = 1;
}
process.exit();
