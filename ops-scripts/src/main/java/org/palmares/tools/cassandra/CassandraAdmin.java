package org.palmares.tools.cassandra;

import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.util.Map;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.palmares.tools.terminal.ToolException;

/** What a running Cassandra of this machine does for its administrator (what nodetool asks for), without a port that is open to others. */
public final class CassandraAdmin implements AutoCloseable {

    private static final String STORAGE = "org.apache.cassandra.db:type=StorageService";
    private static final String STRINGS = String[].class.getName();

    private final String site;
    private final JMXConnector connector;

    private CassandraAdmin(String site, JMXConnector connector) {
        this.site = site;
        this.connector = connector;
    }

    /** @throws ToolException if it does not listen to this user on this machine */
    public static CassandraAdmin of(String site, ProcessHandle process) {
        try {
            VirtualMachine java = VirtualMachine.attach(Long.toString(process.pid()));
            try {
                return new CassandraAdmin(site, JMXConnectorFactory.connect(new JMXServiceURL(java.startLocalManagementAgent())));
            } finally {
                java.detach();
            }
        } catch (IOException | AttachNotSupportedException failed) {
            throw new ToolException("The Cassandra of " + site + " does not listen to this user: " + failed.getMessage(), failed);
        }
    }

    /** Writes to its disk what is only in its memory and commit log, and keeps files of {@code keyspaces} as they are then in folders {@code tag}. */
    public void snapshot(String tag, String... keyspaces) {
        invoke("takeSnapshot", new Object[] {tag, Map.of(), keyspaces}, new String[] {String.class.getName(), Map.class.getName(), STRINGS});
    }

    /** Deletes what {@link #snapshot} kept. */
    public void forget(String tag, String... keyspaces) {
        invoke("clearSnapshot", new Object[] {tag, keyspaces}, new String[] {String.class.getName(), STRINGS});
    }

    private void invoke(String operation, Object[] arguments, String[] signature) {
        try {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            server.invoke(new ObjectName(STORAGE), operation, arguments, signature);
        } catch (IOException | JMException failed) {
            throw new ToolException(operation + " of the Cassandra of " + site + " failed: " + failed.getMessage(), failed);
        }
    }

    @Override
    public void close() {
        try {
            connector.close();
        } catch (IOException gone) {
            // It has done its part.
        }
    }
}
