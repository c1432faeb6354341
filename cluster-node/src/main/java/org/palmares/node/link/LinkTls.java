package org.palmares.node.link;

import io.netty.handler.ssl.SslHandler;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.remote.artery.tcp.SSLEngineProvider;
import org.apache.pekko.remote.artery.tcp.ssl.RotatingKeysSSLEngineProvider;
import scala.Option;

/** TLS of links: on where it is for the cluster, with the same certificates and the same rules of who is a node. */
final class LinkTls {

    private static final String TRANSPORT = "pekko.remote.artery.transport";

    private final SSLEngineProvider engines;

    private LinkTls(SSLEngineProvider engines) {
        this.engines = engines;
    }

    /** Empty where links are plain text. */
    static Optional<LinkTls> of(ActorSystem system) {
        return system.settings().config().getString(TRANSPORT).equals("tls-tcp")
                ? Optional.of(new LinkTls(new RotatingKeysSSLEngineProvider(system)))
                : Optional.empty();
    }

    /** @param dialled whether this side called */
    SslHandler handler(boolean dialled, String host, int port) {
        SSLEngine engine = dialled ? engines.createClientSSLEngine(host, port) : engines.createServerSSLEngine(host, port);
        return new SslHandler(engine);
    }

    /** Why the other side is no node, after a handshake; empty where it is one. */
    Optional<Throwable> fault(SslHandler handler, boolean dialled, String host) {
        Option<Throwable> fault = dialled
                ? engines.verifyClientSession(host, handler.engine().getSession())
                : engines.verifyServerSession(host, handler.engine().getSession());
        return fault.isDefined() ? Optional.of(fault.get()) : Optional.empty();
    }
}
