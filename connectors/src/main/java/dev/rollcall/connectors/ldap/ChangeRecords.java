// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.ldap;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.DeleteRequest;
import com.unboundid.ldap.sdk.ModifyDNRequest;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.UpdatableLDAPRequest;
import com.unboundid.ldif.LDIFChangeRecord;

/// Requests in LDIF.
final class ChangeRecords {
  private ChangeRecords() {}

  static LDIFChangeRecord of(UpdatableLDAPRequest request) {
    return switch (request) {
      case AddRequest add -> add.toLDIFChangeRecord();
      case ModifyRequest modify -> modify.toLDIFChangeRecord();
      case ModifyDNRequest move -> move.toLDIFChangeRecord();
      case DeleteRequest delete -> delete.toLDIFChangeRecord();
      default -> throw new IllegalStateException("no such write: " + request);
    };
  }
}
