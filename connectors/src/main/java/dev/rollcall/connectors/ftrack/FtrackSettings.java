// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ftrack;

import dev.rollcall.core.model.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// How an ftrack server is reached.
///
/// @param name the system's name in the configuration
/// @param user the `ftrack-user` that the key belongs to
/// @param batch how many operations one call carries; ftrack publishes no maximum
/// @param pageSize how many users one request reads, at least 2: each page begins with the end of
///   the one before
/// @param timeout how long an answer may take, body included; the usual time where it is zero
/// @param caFile PEM certificates to trust instead of the JVM's
/// @param allowPlaintext whether the key may be sent over `http://` to another machine
/// @param access whose access no run takes
/// @param limits how many requests at most
/// @param invites whether people who are added are sent an invitation by ftrack
public record FtrackSettings(
    String name,
    URI server,
    String user,
    Secret key,
    int batch,
    int pageSize,
    Duration timeout,
    Optional<Path> caFile,
    boolean allowPlaintext,
    Access access,
    RequestLimits limits,
    boolean invites) {

  /// As many rows a page as ftrack's own Python client asks for (`page_size`, `query.py`).
  public static final int DEFAULT_PAGE = 500;

  /// With a look in front of every ten of them, or of fewer, it is at most one request for every
  /// 100 changes.
  public static final int DEFAULT_BATCH = 200;

  /// As long as ftrack's own Python client waits for a call (`session.py`).
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(60);

  public FtrackSettings {
    batch = Math.max(1, batch);
    pageSize = Math.max(2, pageSize);
    timeout = timeout.isPositive() ? timeout : DEFAULT_TIMEOUT;
  }

  /// With the JVM's certificates, and the key never in the clear.
  public FtrackSettings(
      String name, URI server, String user, Secret key, int batch, int pageSize, Duration timeout) {
    this(name, server, user, key, batch, pageSize, timeout, Optional.empty(), false);
  }

  /// Nobody is protected by name.
  public FtrackSettings(
      String name,
      URI server,
      String user,
      Secret key,
      int batch,
      int pageSize,
      Duration timeout,
      Optional<Path> caFile,
      boolean allowPlaintext) {
    this(
        name,
        server,
        user,
        key,
        batch,
        pageSize,
        timeout,
        caFile,
        allowPlaintext,
        Access.usual(),
        RequestLimits.usual(),
        false);
  }

  /// The same, reached elsewhere and by somebody else.
  public FtrackSettings at(URI elsewhere, String somebody, Secret theirKey) {
    return new FtrackSettings(
        name,
        elsewhere,
        somebody,
        theirKey,
        batch,
        pageSize,
        timeout,
        caFile,
        allowPlaintext,
        access,
        limits,
        invites);
  }

  public FtrackSettings with(Access changed) {
    return with(changed, limits, invites);
  }

  public FtrackSettings with(RequestLimits changed) {
    return with(access, changed, invites);
  }

  public FtrackSettings withInvites(boolean changed) {
    return with(access, limits, changed);
  }

  private FtrackSettings with(Access access, RequestLimits limits, boolean invites) {
    return new FtrackSettings(
        name,
        server,
        user,
        key,
        batch,
        pageSize,
        timeout,
        caFile,
        allowPlaintext,
        access,
        limits,
        invites);
  }
}
