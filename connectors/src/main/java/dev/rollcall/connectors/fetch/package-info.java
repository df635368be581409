// SPDX-License-Identifier: Apache-2.0
/// Takes what values of a source only name, files and addresses, from where the configuration says.
@NullMarked
package dev.rollcall.connectors.fetch;

import org.jspecify.annotations.NullMarked;
