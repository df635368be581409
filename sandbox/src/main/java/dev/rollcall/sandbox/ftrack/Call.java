// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.store.EntityWriter;
import tools.jackson.core.JsonGenerator;

/// What an operation needs to know about the call that it is in.
record Call(Accounts.Caller caller, ActiveFaults faults, EntityWriter writer, JsonGenerator out) {}
