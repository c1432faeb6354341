package org.palmares.embedded;

import java.lang.reflect.Field;
import org.apache.cassandra.concurrent.ExecutorFactory;
import org.apache.cassandra.concurrent.ExecutorPlus;
import org.apache.cassandra.concurrent.ImmediateExecutor;
import org.apache.cassandra.concurrent.Stage;
import org.apache.cassandra.config.DatabaseDescriptor;
import org.apache.cassandra.service.CassandraDaemon;

/**
 * A Cassandra whose threads sleep until there is something to do (docs/decisions/0022).
 *
 * <p>Its own pool ({@code SharedExecutorPool}) looks for work again and again for some 10 ms after each task, so that nobody has to wake a thread on a machine
 * of many cores. Three Cassandras on two cores wake 30,000 times a second for that, and take a quarter of the machine. Here requests, writes and reads have
 * pools that block, and answers of other Cassandras, which only count, are taken by the thread that receives them.
 */
public final class QuietDaemon {

    private QuietDaemon() {}

    /**
     * Starts it as {@link CassandraDaemon#main} does.
     *
     * @throws ReflectiveOperationException if this release of Cassandra keeps its pools elsewhere
     */
    public static void main(String[] arguments) throws ReflectiveOperationException {
        DatabaseDescriptor.daemonInitialization();
        Stage.MUTATION.unsafeSetExecutor(pool("MutationStage", DatabaseDescriptor.getConcurrentWriters()));
        Stage.READ.unsafeSetExecutor(pool("ReadStage", DatabaseDescriptor.getConcurrentReaders()));
        Stage.REQUEST_RESPONSE.unsafeSetExecutor(ImmediateExecutor.INSTANCE);
        set(Class.forName("org.apache.cassandra.transport.Dispatcher").getDeclaredField("requestExecutor"),
                pool("Native-Transport-Requests", DatabaseDescriptor.getNativeTransportMaxThreads()));
        CassandraDaemon.main(arguments);
    }

    private static ExecutorPlus pool(String name, int threads) {
        return ExecutorFactory.Global.executorFactory().localAware().withJmx("request").pooled(name, threads);
    }

    /** There is no setter for the pool of requests, and the field is final: it is set before anybody has looked at it. */
    private static void set(Field field, Object value) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Unsafe");
        Field only = type.getDeclaredField("theUnsafe");
        only.setAccessible(true);
        Object unsafe = only.get(null);
        Object base = type.getMethod("staticFieldBase", Field.class).invoke(unsafe, field);
        Object offset = type.getMethod("staticFieldOffset", Field.class).invoke(unsafe, field);
        type.getMethod("putObjectVolatile", Object.class, long.class, Object.class).invoke(unsafe, base, offset, value);
    }
}
