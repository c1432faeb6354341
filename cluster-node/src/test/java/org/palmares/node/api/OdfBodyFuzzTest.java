package org.palmares.node.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.palmares.node.api.TestSite.Answer;
import org.palmares.protocol.odf.MedallistsMessage;
import org.palmares.protocol.odf.OdfInvalidException;
import org.palmares.protocol.odf.OdfMessage;
import org.palmares.protocol.odf.OdfReader;
import org.palmares.protocol.odf.OdfSyntaxException;
import org.palmares.protocol.odf.OdfWriter;
import org.palmares.protocol.odf.Parsed;
import org.palmares.protocol.odf.ParticipantsMessage;
import org.palmares.protocol.odf.ResultMessage;
import org.palmares.protocol.odf.ScheduleMessage;
import org.palmares.protocol.odf.TeamsMessage;

/** Any bytes as the body of a message. Jazzer makes them by hand (CONTRIBUTING.md), a normal build tries those that are kept. */
class OdfBodyFuzzTest {

    private static final List<Function<OdfMessage, Parsed<?>>> READERS = List.of(
            ScheduleMessage::read, ParticipantsMessage::read, TeamsMessage::read, ResultMessage::read, MedallistsMessage::read);

    /** What a reader may ask after any message: lists meet the values of many senders. */
    private static final List<String> QUESTIONS = List.of(
            "/v1/games",
            "/v1/disciplines?lang=fr",
            "/v1/competitions",
            "/v1/competitions/ATHM100M--------------",
            "/v1/schedule?date=2030-08-04",
            "/v1/units/ATHM100M--------------FNL-000100--",
            "/v1/units/ATHM100M--------------FNL-000100--/result",
            "/v1/medals",
            "/v1/participants?discipline=ATH");

    /** A site keeps what it took; a new one now and then, so that a long run does not become slower. */
    private static final int MESSAGES_OF_A_SITE = 100;

    @TempDir
    private static Path keys;

    private static TestSite site;
    private static int taken;

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
            site = null;
        }
    }

    @FuzzTest(maxDuration = "20m")
    @DictionaryFile(resourcePath = "OdfBodyFuzzTest.dict")
    void anyBodyIsRefusedWithAReasonOrReadWholeAndShown(byte[] xml) throws Exception {
        OdfMessage message;
        try {
            message = OdfReader.read(xml);
        } catch (OdfSyntaxException | OdfInvalidException refused) {
            assertTrue(refused.getMessage() != null && !refused.getMessage().isBlank(), "a refusal has a reason");
            return;
        }
        READERS.forEach(reader -> reader.apply(message));
        assertIsWrittenAsItWasRead(message);
        assertIsServed(xml);
    }

    private static void assertIsWrittenAsItWasRead(OdfMessage message) throws OdfSyntaxException, OdfInvalidException {
        byte[] written = OdfWriter.write(message.root());
        OdfMessage again = OdfReader.read(written);
        assertEquals(message.header(), again.header());
        assertArrayEquals(written, OdfWriter.write(again.root()));
    }

    private static void assertIsServed(byte[] xml) throws Exception {
        if (site == null || taken % MESSAGES_OF_A_SITE == 0) {
            stop();
            site = new TestSite(keys);
        }
        taken++;
        Answer answer = site.ask(HttpRequest.POST("/v1/odf").withEntity(xml), "X-API-KEY", TestSite.FEED_KEY);
        assertTrue(List.of(200, 409, 413, 422).contains(answer.status()), () -> answer.status() + " " + new String(answer.body()));
        if (answer.status() != 200) {
            return;
        }
        for (String question : QUESTIONS) {
            Answer told = site.get(question);
            assertTrue(told.status() < 500, () -> question + " is answered with " + told.status() + " " + new String(told.body()));
        }
    }
}
