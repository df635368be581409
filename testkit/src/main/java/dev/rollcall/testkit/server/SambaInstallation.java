// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.testkit.server;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of one domain controller.
///
/// @param ports of LDAP, of LDAPS, of the global catalogue without and with TLS, of Kerberos and of
///   its changes of passwords
record SambaInstallation(
    ServerHome home, Programs programs, SambaTemplate template, List<Integer> ports) {
  int port() {
    return ports.getFirst();
  }

  int ldapsPort() {
    return ports.get(1);
  }

  int globalCataloguePort() {
    return ports.get(3);
  }

  int kerberosPort() {
    return ports.get(4);
  }

  TestCertificates make() {
    template.copyInto(home.path());
    home.folder("run", Optional.empty());
    TestCertificates certificates =
        TestCertificates.in(home.folder("tls", Optional.empty()), programs);
    CertificateFiles own = certificates.server(ServerCertificate.VALID);
    home.file("smb.conf", configuration(certificates.caFile(), own), Optional.empty());
    return certificates;
  }

  /// Before the server runs for the first time.
  void load(Path ldif) {
    SambaTemplate.load(programs, home.path(), configurationFile(), ldif);
  }

  ServerCommand command() {
    List<String> words =
        List.of(
            programs.need("samba", SambaTemplate.PACKAGES),
            "--foreground",
            "--no-process-group",
            "--model=single",
            "--debug-stdout",
            "--debuglevel=1",
            "-s",
            configurationFile().toString());
    return ServerCommand.of("samba", "TERM", programs, Optional.empty(), words).with(environment());
  }

  /// Runs `samba-tool` on the files of the domain.
  String tool(List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(programs.need("samba-tool", SambaTemplate.PACKAGES));
    words.addAll(arguments);
    words.addAll(List.of("-s", configurationFile().toString()));
    return Tool.run(home.path(), words);
  }

  private Path configurationFile() {
    return home.resolve("smb.conf");
  }

  private Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD",
        template.ports().toString(),
        "PORT_389",
        ports.get(0).toString(),
        "PORT_636",
        ports.get(1).toString(),
        "PORT_3268",
        ports.get(2).toString(),
        "PORT_3269",
        ports.get(3).toString(),
        "TDB_NO_FSYNC",
        "1");
  }

  private String configuration(Path authority, CertificateFiles own) {
    return """
    [global]
      netbios name = DC1
      realm = %s
      workgroup = %s
      server role = active directory domain controller
      server services = ldap, kdc
      krb5 port = %d
      kpasswd port = %d
      bind interfaces only = yes
      interfaces = 127.0.0.1/8
      private dir = HOME/dc/private
      state directory = HOME/dc/state
      cache directory = HOME/dc/cache
      lock directory = HOME/dc
      binddns dir = HOME/dc/bind-dns
      pid directory = HOME/run
      ncalrpc dir = HOME/run/ncalrpc
      winbindd socket directory = HOME/run/winbindd
      ntp signd socket directory = HOME/run/ntp_signd
      log file = HOME/samba.log
      idmap_ldb:use rfc2307 = yes
      ldap server require strong auth = allow_sasl_over_tls
      ldb:nosync = true
      tls enabled = yes
      tls verify peer = ca_and_name_if_available
      tls keyfile = %s
      tls certfile = %s
      tls cafile = %s
      tls priority = NORMAL:-VERS-TLS1.0:-VERS-TLS1.1
      usershare max shares = 0
      load printers = no
      disable spoolss = yes
    [sysvol]
      path = HOME/dc/state/sysvol
    """
        .formatted(
            template.domain().realm(),
            template.domain().netbios(),
            ports.get(4),
            ports.get(5),
            own.key(),
            own.certificate(),
            authority)
        .replace("HOME", home.path().toString());
  }
}
