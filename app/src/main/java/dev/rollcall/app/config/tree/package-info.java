// SPDX-License-Identifier: Apache-2.0

/// A YAML file as a tree in which every key and value knows its place in the file.
@NullMarked
package dev.rollcall.app.config.tree;

import org.jspecify.annotations.NullMarked;
