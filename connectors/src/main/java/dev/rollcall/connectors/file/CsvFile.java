// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.connectors.file;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.rollcall.core.connector.ReadFailed;
import dev.rollcall.core.model.Columns;
import dev.rollcall.core.model.Identity;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Comma-separated values with a header line, RFC 4180.
final class CsvFile implements PeopleFile {
  private static final Pattern LINE = Pattern.compile("line (\\d{1,18})");

  private final FileProblems problems;
  private final char separator;
  private final Optional<Pattern> between;

  CsvFile(FileSettings settings, FileProblems problems) {
    this.problems = problems;
    this.separator = settings.separator();
    this.between =
        settings
            .multiple()
            .filter(text -> !text.isEmpty())
            .map(Pattern::quote)
            .map(Pattern::compile);
  }

  @Override
  public long read(BufferedReader text, List<String> names, Consumer<Identity> each)
      throws ReadFailed, IOException {
    Iterator<CsvRecord> records =
        CsvReader.builder()
            .fieldSeparator(separator)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .allowUnclosedQuote(false)
            .ofCsvRecord(text)
            .iterator();
    CsvRecord first = next(records, 0).orElseThrow(problems::empty);
    List<String> header = first.getFields().stream().map(String::strip).toList();
    int[] places = places(names, header);
    Columns columns = new Columns(names);
    long count = 0;
    long line = first.getStartingLineNumber();
    Optional<CsvRecord> record = next(records, line);
    while (record.isPresent()) {
      count++;
      line = record.get().getStartingLineNumber();
      each.accept(identity(record.get(), header, columns, places));
      record = next(records, line);
    }
    return count;
  }

  /// Asks the parser, and nothing else, so that no failure of whoever gets the identities is taken
  /// for one of the file.
  private Optional<CsvRecord> next(Iterator<CsvRecord> records, long lineBefore)
      throws ReadFailed, IOException {
    try {
      return records.hasNext() ? Optional.of(records.next()) : Optional.empty();
    } catch (UncheckedIOException failure) {
      throw failure.getCause();
    } catch (CsvParseException failure) {
      throw problems.malformed(line(failure, lineBefore + 1), reason(failure));
    }
  }

  /// The parser says only in its message in which line the record begins.
  private static long line(CsvParseException failure, long otherwise) {
    Matcher line = LINE.matcher(String.valueOf(failure.getMessage()));
    return line.find() ? Long.parseLong(line.group(1)) : otherwise;
  }

  private static String reason(CsvParseException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return String.valueOf(cause.getMessage());
  }

  private int[] places(List<String> names, List<String> header) throws ReadFailed {
    int[] places = new int[names.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = place(names.get(i), header);
    }
    return places;
  }

  /// Letter by letter, and if there is none so, whatever the letter case.
  private int place(String name, List<String> header) throws ReadFailed {
    List<Integer> exact = places(header, name::equals);
    List<Integer> places = exact.isEmpty() ? places(header, name::equalsIgnoreCase) : exact;
    return switch (places.size()) {
      case 0 -> throw problems.noColumn(name, header);
      case 1 -> places.getFirst();
      default -> throw problems.columnTwice(name, header);
    };
  }

  private static List<Integer> places(List<String> header, Predicate<String> wanted) {
    return IntStream.range(0, header.size())
        .filter(i -> wanted.test(header.get(i)))
        .boxed()
        .toList();
  }

  private Identity identity(CsvRecord record, List<String> header, Columns columns, int[] places)
      throws ReadFailed {
    long line = record.getStartingLineNumber();
    if (record.getFieldCount() != header.size()) {
      throw problems.malformed(
          line,
          "it has %d values, the header names %d columns"
              .formatted(record.getFieldCount(), header.size()));
    }
    @SuppressWarnings({"unchecked", "rawtypes"})
    List<String>[] values = new List[places.length];
    for (int i = 0; i < places.length; i++) {
      values[i] = values(record.getField(places[i]));
    }
    return new Identity(columns, Arrays.asList(values), "line " + line);
  }

  private List<String> values(String cell) {
    if (cell.isEmpty()) {
      return List.of();
    }
    return between
        .map(pattern ->
            pattern
                .splitAsStream(cell)
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList())
        .orElseGet(() -> List.of(cell));
  }
}
