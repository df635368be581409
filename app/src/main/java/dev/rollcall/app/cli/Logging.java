// SPDX-License-Identifier: Apache-2.0
package dev.rollcall.app.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import dev.rollcall.app.config.LogConfig;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/// Sets up the log: beside the results, as text or JSON.
final class Logging {
  private Logging() {}

  /// Nothing but warnings, until a configuration says otherwise.
  static void quiet(Console console) {
    apply(console, Level.WARN, LogConfig.Format.TEXT);
  }

  /// What the command line asks for, otherwise what the configuration does.
  static void set(
      Console console,
      LogConfig config,
      Optional<LogConfig.Level> level,
      Optional<LogConfig.Format> format) {
    apply(
        console,
        Level.toLevel(level.orElse(config.level()).name()),
        format.orElse(config.format()));
  }

  private static void apply(Console console, Level level, LogConfig.Format format) {
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    root.detachAndStopAllAppenders();
    Lines appender = new Lines(console, form(context, format));
    appender.setContext(context);
    appender.start();
    root.addAppender(appender);
    // What a library has to say reaches people as a problem; as it is, only those who look closer.
    root.setLevel(level.equals(Level.DEBUG) ? Level.WARN : Level.OFF);
    context.getLogger("dev.rollcall").setLevel(level);
  }

  private static Function<ILoggingEvent, String> form(
      LoggerContext context, LogConfig.Format format) {
    return switch (format) {
      case TEXT -> Logging::text;
      case JSON -> {
        JsonEncoder encoder = json(context);
        yield event -> new String(encoder.encode(event), StandardCharsets.UTF_8);
      }
    };
  }

  private static JsonEncoder json(LoggerContext context) {
    JsonEncoder encoder = new JsonEncoder();
    encoder.setContext(context);
    encoder.setWithFormattedMessage(true);
    encoder.setWithMessage(false);
    encoder.setWithArguments(false);
    encoder.setWithSequenceNumber(false);
    encoder.setWithNanoseconds(false);
    encoder.setWithContext(false);
    encoder.setWithMDC(false);
    encoder.start();
    return encoder;
  }

  /// One line, whatever the message holds, and one for each line of a stack trace.
  private static String text(ILoggingEvent event) {
    String line =
        "%s %-5s %s  %s\n"
            .formatted(
                event.getInstant().truncatedTo(ChronoUnit.MILLIS),
                event.getLevel(),
                event.getLoggerName().replaceFirst(".*\\.", ""),
                Shown.text(event.getFormattedMessage()));
    return event.getThrowableProxy() == null
        ? line
        : line
            + ThrowableProxyUtil.asString(event.getThrowableProxy())
                .lines()
                .map(each -> "  " + Shown.text(each.strip()) + "\n")
                .collect(Collectors.joining());
  }

  /// Writes to where the command says everything that is no result.
  private static final class Lines extends AppenderBase<ILoggingEvent> {
    private final Console console;
    private final Function<ILoggingEvent, String> form;

    private Lines(Console console, Function<ILoggingEvent, String> form) {
      this.console = console;
      this.form = form;
    }

    @Override
    protected void append(ILoggingEvent event) {
      console.err().print((console.terminal() ? TerminalProgress.WIPE : "") + form.apply(event));
      console.err().flush();
    }
  }
}
