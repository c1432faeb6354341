package org.palmares.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.stream.javadsl.Source;
import org.palmares.competition.Competition;
import org.palmares.node.ingest.HeaderClock;
import org.palmares.node.ingest.MessagePlan;
import org.palmares.node.server.HttpServer;
import org.palmares.protocol.contract.Paths;
import org.palmares.protocol.odf.Competitor;
import org.palmares.protocol.odf.DocumentType;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.protocol.odf.ResultStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the most usual requests before the node is open to others: the first ones load and compile a second's worth of classes, which is longer than a
 * sender waits. It asks over a port of its own that nobody else knows.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final int ROUNDS = 10;
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(10);
    private static final List<String> PATHS = List.of(Paths.of(Paths.SITES), Paths.of(Paths.MEDALS), "/");
    private static final byte[] MESSAGE = """
            <?xml version="1.0" encoding="UTF-8"?>
            <OdfBody CompetitionCode="WARM-UP" DocumentCode="ATHM100M--------------FNL-000100--" DocumentType="DT_RESULT" Version="1"
              ResultStatus="LIVE" FeedFlag="T" Date="2030-01-01" Time="120000000" LogicalDate="2030-01-01" Source="WARM-UP">
              <Competition Code="WARM-UP"><Result SortOrder="1" Rank="1" Result="9.80" ResultType="TIME"><Competitor Code="1" Type="A" Organisation="FRA">
                <Composition><Athlete Code="1" Order="1"><Description GivenName="A" FamilyName="B" Gender="M" Organisation="FRA"/></Athlete></Composition>
              </Competitor></Result></Competition>
            </OdfBody>
            """.getBytes(StandardCharsets.UTF_8);

    private WarmUp() {}

    /** Sends the requests to the server that {@code bind} starts. The answers do not matter, and after a failure the node only starts more slowly. */
    static CompletionStage<Done> of(Function<InetSocketAddress, CompletionStage<HttpServer>> bind) {
        long begin = System.nanoTime();
        return bind.apply(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .thenCompose(server -> CompletableFuture.runAsync(() -> rounds(server.address()), command -> new Thread(command, "warm-up").start())
                        .thenCompose(done -> server.terminate(Duration.ZERO)))
                .handle((done, failure) -> {
                    if (failure == null) {
                        LOG.info("warm after {} ms", (System.nanoTime() - begin) / 1_000_000);
                    } else {
                        LOG.warn("The node starts cold: {}", failure.toString());
                    }
                    return Done.getInstance();
                });
    }

    private static void rounds(InetSocketAddress node) {
        HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        try {
            for (int round = 0; round < ROUNDS; round++) {
                for (String path : PATHS) {
                    client.send(request(node, path), BodyHandlers.discarding());
                }
                for (int message = 0; message < ROUNDS; message++) {
                    plan();
                }
            }
        } catch (IOException | InterruptedException | OdfSyntaxException | OdfInvalidException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static HttpRequest request(InetSocketAddress node, String path) {
        URI address = URI.create("http://" + node.getAddress().getHostAddress() + ':' + node.getPort() + path);
        return HttpRequest.newBuilder(address).timeout(ANSWER_WITHIN).header("Accept-Encoding", "gzip").build();
    }

    static MessagePlan plan() throws OdfSyntaxException, OdfInvalidException {
        return MessagePlan.of(OdfReader.read(MESSAGE), MESSAGE, HeaderClock.UTC);
    }
}
