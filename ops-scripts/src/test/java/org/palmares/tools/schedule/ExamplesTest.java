package org.palmares.tools.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.palmares.tools.schedule.Examples.Command;
import org.palmares.tools.schedule.Examples.Other;

/** An example that is wrong is noticed. */
class ExamplesTest {

    @TempDir
    private Path folder;

    private static JsonNode json(String text) throws Exception {
        return new ObjectMapper().readTree(text.replace('\'', '"'));
    }

    @Test
    void commandsAreReadWithTheAnswerBelowThemAndWhatIsNeitherIsTold() {
        Examples examples = Examples.of("a\n```sh\none\n```\nso:\n\n```json\n{}\n```\n```json\n[]\n```\n```sh\ntwo   # 412\n```\n```\nthree\n```\n");
        assertEquals(List.of(new Command(3, "one\n", Optional.of("{}\n")), new Command(14, "two   # 412\n", Optional.empty())), examples.commands());
        assertEquals(List.of(new Other(11, "json", "[]\n"), new Other(17, "", "three\n")), examples.others());
        assertEquals(List.of("412"), examples.commands().get(1).refusals());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'a': 1}             | {'a': 1, 'b': 2}     | 0
            {'a': 1}             | {'b': 2}             | 1
            {'a': 1}             | {'a': 2}             | 1
            {'a': 'p-…'}         | {'a': 'p-17'}        | 0
            {'a': 'p-…'}         | {'a': 'q-17'}        | 1
            {'a': 'p-…'}         | {'a': 17}            | 1
            {'a': []}            | {'a': [1]}           | 1
            {'a': [1, '…']}      | {'a': [1, 2, 3]}     | 0
            {'a': [1, '…']}      | {'a': []}            | 2
            {'a': [{'b': 1}]}    | {'a': [{'c': 1}]}    | 1
            {'a': {}}            | {'a': {'b': 1}}      | 0
            {'a': {}}            | {'b': 1}             | 1
            """)
    void whatIsShownHasToCome(String shown, String came, int faults) throws Exception {
        assertEquals(faults, ShownAnswer.faults(json(shown), json(came)).size());
    }

    @Test
    void whatDoesNotRunIsNoticed() throws Exception {
        List<Command> commands = List.of(
                new Command(1, "A='{\"b\": 1}'\n", Optional.empty()),
                new Command(2, "echo \"$A\"\n", Optional.of("{\"b\": 1}")),
                new Command(3, "echo \"$A\"\n", Optional.of("{\"b\": 2}")),
                new Command(4, "false\n", Optional.empty()),
                new Command(5, "curl -s http://127.0.0.1:1/ || true\n", Optional.empty()),
                new Command(6, "true  # 404\n", Optional.empty()));
        List<String> faults = new ExampleShell(folder, "http://127.0.0.1:1").run(commands);
        assertEquals(List.of("line 3", "line 4", "line 5", "line 6"), faults.stream().map(fault -> fault.substring(0, 6)).toList(), faults::toString);
    }
}
