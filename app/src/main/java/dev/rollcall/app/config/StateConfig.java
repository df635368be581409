// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.config;

import java.nio.file.Path;

/// Where Rollcall keeps what it remembers.
///
/// @param path the directory of links, runs and backups
/// @param plans the directory that plans are written to
public record StateConfig(Path path, Path plans) {}
