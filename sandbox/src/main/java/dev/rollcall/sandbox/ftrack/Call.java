// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.sandbox.ftrack;

import dev.rollcall.sandbox.ftrack.store.EntityWriter;
import java.net.URI;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/// What an operation needs to know about the call that it is in.
///
/// @param base where the caller reaches the server
/// @param strict whether the caller asked for strict answers
/// @param afterwards what is done when the whole call has come to pass
record Call(
    Accounts.Caller caller,
    ActiveFaults faults,
    URI base,
    boolean strict,
    EntityWriter writer,
    JsonGenerator out,
    List<Runnable> afterwards) {}
