// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.mapping;

import java.util.Optional;

/// How one attribute of the account is made.
///
/// @param attribute its name in the target
/// @param content the values
/// @param fallback the values where the source has nothing
public record AttributeMapping(
    String attribute, Content content, AttributeRule rule, Optional<Content> fallback) {}
