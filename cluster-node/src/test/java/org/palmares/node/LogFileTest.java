package org.palmares.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AsyncAppenderBase;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.status.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of a node on a machine without a journal of its own: bounded in bytes, with the same levels as on the console. */
final class LogFileTest {

    @TempDir
    private Path folder;

    private LoggerContext configured(String file) throws Exception {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        context.putProperty("palmares.log", folder.resolve("node.log").toString());
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(LogFileTest.class.getResource(file));
        List<Status> troubles = context.getStatusManager().getCopyOfStatusList().stream().filter(status -> status.getLevel() >= Status.WARN).toList();
        assertEquals(List.of(), troubles);
        return context;
    }

    @Test
    void theLogHasFourPartsOfSixteenMegabytesAndIsLookedAtEverySecond() throws Exception {
        LoggerContext context = configured("/logback-file.xml");
        try {
            Logger root = context.getLogger("ROOT");
            root.warn("written");
            RollingFileAppender<?> appender = (RollingFileAppender<?>) ((AsyncAppenderBase<?>) root.getAppender("ASYNC")).getAppender("FILE");
            FixedWindowRollingPolicy rolling = (FixedWindowRollingPolicy) appender.getRollingPolicy();
            SizeBasedTriggeringPolicy<?> triggering = (SizeBasedTriggeringPolicy<?>) appender.getTriggeringPolicy();
            assertEquals(3, rolling.getMaxIndex());
            assertEquals(16L * 1024 * 1024, triggering.getMaxFileSize().getSize());
            assertEquals(1000, triggering.getCheckIncrement().getMilliseconds());
            awaitWritten();
        } finally {
            context.stop();
        }
    }

    /** By a thread of its own. */
    private void awaitWritten() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.readString(folder.resolve("node.log")).contains("written")) {
            assertTrue(System.nanoTime() < end, "nothing was written");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void fileAndConsoleHaveTheSameLevels() throws Exception {
        LoggerContext file = configured("/logback-file.xml");
        LoggerContext console = configured("/logback.xml");
        try {
            assertEquals(levels(console), levels(file));
            assertTrue(levels(file).contains("org.apache.pekko.remote.artery=ERROR"));
        } finally {
            file.stop();
            console.stop();
        }
    }

    private static List<String> levels(LoggerContext context) {
        return context.getLoggerList().stream().filter(logger -> logger.getLevel() != null).map(logger -> logger.getName() + '=' + logger.getLevel()).toList();
    }
}
