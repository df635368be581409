// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RDN;
import com.unboundid.ldif.LDIFException;
import com.unboundid.ldif.LDIFReader;
import com.unboundid.ldif.LDIFRecord;
import com.unboundid.util.StaticUtils;
import dev.rollcall.core.connector.ReadFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Accounts as entries of LDIF, RFC 2849, as slapcat writes them: `entryUUID` tells them apart, and
/// one with `pwdAccountLockedTime` is closed. Entries without the naming attribute stay as they
/// are, before the others.
record LdifRows(FileAccounts accounts, FileProblems problems) implements RowsFormat {
  private static final String DN_COLUMN = "dn";
  private static final String ID = "entryUUID";
  private static final String LOCKED = "pwdAccountLockedTime";

  /// RFC draft-behera-ldap-password-policy-10, section 5.3.3: this time means locked for good.
  private static final String FOR_EVER = "000001010000Z";

  private static final int WIDTH = 76;

  @Override
  public FileRows read(BufferedReader text) throws ReadFailed, IOException {
    FileRows rows = empty();
    long count = 0;
    try (LDIFReader reader = new LDIFReader(new BufferedReader(new LdifGuard(text)))) {
      @Nullable LDIFRecord record = next(reader);
      while (record != null) {
        count++;
        if (!(record instanceof Entry entry)) {
          throw problems.changeRecord(count);
        }
        add(entry, count, rows);
        record = next(reader);
      }
    }
    return rows;
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

  @Override
  public FileRows empty() {
    return new FileRows(accounts.naming(), List.of());
  }

  private void add(Entry entry, long count, FileRows rows) throws ReadFailed {
    @Nullable String name = entry.getAttributeValue(accounts.naming());
    if (name == null) {
      rows.keep(entry.toLDIFString(WIDTH));
      return;
    }
    SequencedMap<String, List<String>> values = new LinkedHashMap<>();
    values.put(DN_COLUMN, List.of(entry.getDN()));
    for (Attribute attribute : entry.getAttributes()) {
      if (!isOwn(attribute.getName())) {
        values.put(attribute.getName(), texts(attribute, count));
      }
    }
    String id = Optional.ofNullable(entry.getAttributeValue(ID)).orElseGet(() -> named(name));
    if (rows.byId(id).isPresent() || rows.byName(name).isPresent()) {
      throw problems.malformed(
          count, "another entry has the same '%s' or '%s'".formatted(accounts.naming(), ID));
    }
    rows.put(new FileRow(id, entry.hasAttribute(LOCKED), count, values));
  }

  private static boolean isOwn(String attribute) {
    return attribute.equalsIgnoreCase(ID) || attribute.equalsIgnoreCase(LOCKED);
  }

  private static String named(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private List<String> texts(Attribute attribute, long count) throws ReadFailed {
    for (byte[] value : attribute.getValueByteArrays()) {
      if (!StaticUtils.isValidUTF8(value)) {
        throw problems.malformed(
            count,
            "'%s' of this entry is no text, and would be lost".formatted(attribute.getName()));
      }
    }
    return Arrays.asList(attribute.getValues());
  }

  @Override
  public void write(List<FileRow> some, FileRows rows, Writer out) throws IOException {
    for (String kept : rows.kept()) {
      out.append(kept).append('\n');
    }
    for (FileRow row : some) {
      out.append(entry(row).toLDIFString(WIDTH)).append('\n');
    }
  }

  private Entry entry(FileRow row) throws IOException {
    List<Attribute> attributes = new ArrayList<>();
    row.values()
        .forEach((name, values) -> {
          if (!name.equals(DN_COLUMN) && !values.isEmpty()) {
            attributes.add(new Attribute(name, values));
          }
        });
    attributes.add(new Attribute(ID, row.id()));
    if (row.disabled()) {
      attributes.add(new Attribute(LOCKED, FOR_EVER));
    }
    return new Entry(dn(row), attributes);
  }

  /// Where it was, under the name that it has now.
  private String dn(FileRow row) throws IOException {
    String name = row.get(accounts.naming()).getFirst();
    try {
      @Nullable DN old =
          row.get(DN_COLUMN).isEmpty() ? null : new DN(row.get(DN_COLUMN).getFirst());
      if (old == null) {
        return new DN(new RDN(accounts.naming(), name), new DN(accounts.at().orElse("")))
            .toString();
      }
      @Nullable RDN rdn = old.getRDN();
      boolean names = rdn != null && rdn.hasAttribute(accounts.naming());
      boolean same = rdn != null && rdn.hasAttributeValue(accounts.naming(), name);
      @Nullable DN parent = old.getParent();
      return !names || same
          ? old.toString()
          : new DN(new RDN(accounts.naming(), name), parent == null ? DN.NULL_DN : parent)
              .toString();
    } catch (LDAPException impossible) {
      throw new IOException("'" + name + "' makes no DN: " + impossible.getMessage(), impossible);
    }
  }
}
