// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.nio.file.Path;

/// A certificate and its key, in PEM.
///
/// @param key PKCS #8, not encrypted
public record CertificateFiles(Path certificate, Path key) {}
