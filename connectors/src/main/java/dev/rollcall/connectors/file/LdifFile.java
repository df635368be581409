// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.ldif.LDIFRecord;
import com.unboundid.util.StaticUtils;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Entries in LDIF, RFC 2849. `dn` is a name like that of any attribute.
record LdifFile(FileProblems problems) implements PeopleFile {
  @Override
  public long read(BufferedReader text, List<String> names, Consumer<Identity> each)
      throws ReadFailed, IOException {
    Columns columns = new Columns(names);
    long count = 0;
    try (LDIFReader reader = new LDIFReader(new BufferedReader(new LdifGuard(text)))) {
      @Nullable LDIFRecord record = next(reader);
      while (record != null) {
        count++;
        if (!(record instanceof Entry entry)) {
          throw problems.changeRecord(count);
        }
        each.accept(identity(entry, columns));
        record = next(reader);
      }
    }
    return count;
  }

  private @Nullable LDIFRecord next(LDIFReader reader) throws ReadFailed, IOException {
    try {
      return reader.readLDIFRecord();
    } catch (LDIFException failure) {
      throw problems.malformed(failure.getLineNumber(), failure.getExceptionMessage(false, false));
    } catch (LdifGuard.UrlValue value) {
      throw problems.urlValue(value.line());
    }
  }

  private static Identity identity(Entry entry, Columns columns) {
    List<List<String>> values = new ArrayList<>(columns.size());
    for (String name : columns.names()) {
      values.add(name.equalsIgnoreCase("dn") ? List.of(entry.getDN()) : values(entry, name));
    }
    return new Identity(columns, values, entry.getDN());
  }

  private static List<String> values(Entry entry, String name) {
    @Nullable Attribute attribute = entry.getAttribute(name);
    if (attribute == null) {
      return List.of();
    }
    List<String> values = new ArrayList<>(attribute.size());
    for (ASN1OctetString value : attribute.getRawValues()) {
      if (value.getValueLength() > 0) {
        values.add(text(value));
      }
    }
    return List.copyOf(values);
  }

  /// What is not UTF-8 (a photo, a certificate) as base64.
  private static String text(ASN1OctetString value) {
    return StaticUtils.isValidUTF8(value.getValue())
        ? value.stringValue()
        : Base64.getEncoder().encodeToString(value.getValue());
  }
}
