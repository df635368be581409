// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.rollcall.core.connector.ReadFailed;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.UUID;

/// Accounts as lines of CSV with a header, RFC 4180.
///
/// @param naming the column that names an account
record CsvRows(FileSettings settings, String naming, FileProblems problems) implements RowsFormat {
  @Override
  public FileRows read(BufferedReader text) throws ReadFailed, IOException {
    long line = 1;
    try {
      Iterator<CsvRecord> records =
          CsvReader.builder()
              .fieldSeparator(settings.separator())
              .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
              .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
              .allowUnclosedQuote(false)
              .ofCsvRecord(text)
              .iterator();
      if (!records.hasNext()) {
        return empty();
      }
      List<String> header = header(records.next());
      FileRows rows = new FileRows(naming, header.stream().filter(CsvRows::isData).toList());
      while (records.hasNext()) {
        CsvRecord row = records.next();
        line = row.getStartingLineNumber();
        add(row(row, header), rows);
      }
      return rows;
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    } catch (CsvParseException failure) {
      throw problems.malformed(line, String.valueOf(failure.getMessage()));
    }
  }

  @Override
  public FileRows empty() {
    return new FileRows(naming, List.of());
  }

  private static boolean isData(String column) {
    return !column.equals(FileRows.ID) && !column.equals(FileRows.DISABLED);
  }

  private List<String> header(CsvRecord first) throws ReadFailed {
    List<String> header = first.getFields().stream().map(String::strip).toList();
    for (String column : header) {
      if (header.stream().filter(column::equalsIgnoreCase).count() > 1) {
        throw problems.columnTwice(column, header);
      }
    }
    if (header.stream().noneMatch(naming::equalsIgnoreCase)) {
      throw problems.noColumn(naming, header);
    }
    return header;
  }

  private FileRow row(CsvRecord record, List<String> header) throws ReadFailed {
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() != header.size()) {
      throw problems.malformed(
          line,
          "it has %d values, the header names %d columns"
              .formatted(record.getFieldCount(), header.size()));
    }
    CsvCell cell = new CsvCell(settings.multiple());
    String id = "";
    boolean disabled = false;
    SequencedMap<String, List<String>> values = new LinkedHashMap<>();
    for (int i = 0; i < header.size(); i++) {
      String text = record.getField(i);
      switch (header.get(i)) {
        case FileRows.ID -> id = text.strip();
        case FileRows.DISABLED -> disabled = !text.isBlank() && !text.strip().equals("false");
        default -> values.put(header.get(i), cell.read(text));
      }
    }
    return new FileRow(id, disabled, line, values);
  }

  private void add(FileRow read, FileRows rows) throws ReadFailed {
    String name = rows.name(read);
    if (name.isBlank()) {
      throw problems.malformed(read.line(), "it has nothing in the column '" + naming + "'");
    }
    FileRow row = read.id().isEmpty() ? named(read, name) : read;
    if (rows.byId(row.id()).isPresent() || rows.byName(name).isPresent()) {
      throw problems.malformed(
          read.line(), "another line has the same '%s' or '%s'".formatted(naming, FileRows.ID));
    }
    rows.put(row);
  }

  /// Whoever was in the file before Rollcall gets an id that the next writing keeps.
  private static FileRow named(FileRow row, String name) {
    String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return new FileRow(id, row.disabled(), row.line(), row.values());
  }

  @Override
  public void write(List<FileRow> some, FileRows rows, Writer out) throws IOException {
    List<String> columns = rows.columns();
    CsvWriter writer =
        CsvWriter.builder()
            .fieldSeparator(settings.separator())
            .lineDelimiter(LineDelimiter.LF)
            .build(out);
    List<String> header = new ArrayList<>(columns);
    header.addAll(List.of(FileRows.ID, FileRows.DISABLED));
    writer.writeRecord(header);
    CsvCell cell = new CsvCell(settings.multiple());
    for (FileRow row : some) {
      List<String> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(cell.written(row.get(column))));
      cells.add(row.id());
      cells.add(row.disabled() ? "true" : "");
      writer.writeRecord(cells);
    }
    writer.flush();
  }
}
