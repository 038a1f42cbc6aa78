package dev.confiture.maven;

import dev.confiture.config.Overrides.Credentials;
import dev.confiture.problem.ConfitureException;
import dev.confiture.problem.Problem;
import dev.confiture.problem.ProblemCode;
import dev.confiture.problem.Suggestion;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** Users and passwords of {@code settings.xml}. */
final class ServerCredentials {

    private static final Pattern STILL_ENCRYPTED = Pattern.compile("\\{.+}");

    private ServerCredentials() {}

    /**
     * @param serverId of a {@code <server>} in settings.xml; its password may be encrypted
     * @throws ConfitureException if there is none of that name, it is incomplete, or it cannot be decrypted
     */
    static Credentials of(String serverId, Settings settings, SettingsDecrypter decrypter) {
        Server server = settings.getServer(serverId);
        if (server == null) {
            List<String> ids = settings.getServers().stream().map(Server::getId).toList();
            throw failure(
                    "settings.xml has no <server> with the id \"" + serverId + "\" (confiture.serverId).",
                    ids.isEmpty() ? "it has no <server> at all" : "it has " + String.join(", ", ids),
                    Suggestion.didYouMean(serverId, ids)
                            + "Add it: <server><id>" + serverId + "</id><username>…</username>"
                            + "<password>…</password></server>");
        }
        SettingsDecryptionResult decrypted = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        String user = decrypted.getServer().getUsername();
        String password = decrypted.getServer().getPassword();
        if (user == null || password == null) {
            throw failure(
                    "The <server> \"" + serverId + "\" in settings.xml is incomplete.",
                    user == null ? "it has no <username>" : "it has no <password>",
                    "add what is missing");
        }
        boolean failed = decrypted.getProblems().stream()
                .anyMatch(problem -> problem.getSeverity() != SettingsProblem.Severity.WARNING);
        if (failed || STILL_ENCRYPTED.matcher(password.strip()).matches()) {
            throw failure(
                    "The password of the <server> \"" + serverId + "\" in settings.xml cannot be decrypted.",
                    decrypted.getProblems().stream()
                            .map(SettingsProblem::getMessage)
                            .collect(Collectors.joining("\n")),
                    "check the master password in settings-security.xml (mvn --encrypt-master-password;"
                            + " Maven 4: mvnenc), or encrypt the password again (mvn --encrypt-password)");
        }
        return new Credentials(user, password);
    }

    private static ConfitureException failure(String what, String why, String fix) {
        return new ConfitureException(Problem.error(ProblemCode.MAVEN_CREDENTIALS, what, why, fix));
    }
}
