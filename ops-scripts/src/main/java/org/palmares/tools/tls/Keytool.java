package org.palmares.tools.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.palmares.tools.terminal.ToolException;

/**
 * The JDK's keytool on one store.
 *
 * @param store PKCS #12 file; made where it is missing
 * @param password of the store and of the keys in it
 */
record Keytool(Path store, String password) {

    /** By the environment: arguments can be read by everybody on the machine. */
    private static final String PASSWORD = "PALMARES_KEYTOOL_PASSWORD";

    private static final int LONGEST_SECONDS = 120;

    /**
     * Makes a key pair and its certificate.
     *
     * @param alias its name in the store
     * @param subject distinguished name of who it is
     * @param days how long the certificate is valid
     * @param more further arguments of keytool -genkeypair
     */
    void makePair(String alias, String subject, int days, List<String> more) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keystore", store.toString(),
                "-storetype", "PKCS12",
                "-storepass:env", PASSWORD,
                "-alias", alias,
                "-dname", subject,
                "-validity", String.valueOf(days),
                // Pekko reads keys of RSA only.
                "-keyalg", "RSA",
                "-keysize", "2048",
                "-sigalg", "SHA256withRSA"));
        command.addAll(more);
        run(command);
    }

    private void run(List<String> command) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
            builder.environment().put(PASSWORD, password);
            Process process = builder.start();
            process.getOutputStream().close();
            if (!process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new ToolException("keytool did not end within " + LONGEST_SECONDS + " s.");
            }
            // Its few words fit in the pipe.
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.exitValue() != 0) {
                throw new ToolException("keytool refused: " + words.strip());
            }
        } catch (IOException missing) {
            throw new ToolException("keytool could not be started (" + missing.getMessage() + "); it comes with every JDK.", missing);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new ToolException("Interrupted.", interrupted);
        }
    }
}
