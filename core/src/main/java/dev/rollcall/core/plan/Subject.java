// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.plan;

import dev.rollcall.core.model.AccountKey;
import dev.rollcall.core.model.Anchor;
import java.util.Optional;

/// Whom a change concerns.
///
/// @param key the account's name as the plan saw it; of a create, the name it will get
/// @param account the account's anchor; empty before it is created
/// @param owner the anchor of the identity; empty where none is known (an unmanaged account)
/// @param label how a person calls it: `Mara Lind · hr 10233`
public record Subject(
    AccountKey key, Optional<Anchor> account, Optional<Anchor> owner, String label) {}
