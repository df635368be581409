// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.core.expression;

/// What a function does with values of the types that it declares.
@FunctionalInterface
interface Function {
  Object apply(Object[] arguments);
}
