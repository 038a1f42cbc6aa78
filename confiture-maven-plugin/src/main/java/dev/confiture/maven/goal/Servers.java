package dev.confiture.maven.goal;

import dev.confiture.ServerJourney.ServerReport;
import dev.confiture.embedded.ServerStatus;
import java.util.LinkedHashMap;
import java.util.Map;

/** How the embedded server is shown. */
final class Servers {

    private Servers() {}

    static String text(ServerReport server) {
        return "PostgreSQL " + server.major()
                + server.running()
                        .map(process -> " runs on 127.0.0.1:" + process.port() + " (process " + process.pid() + ")")
                        .orElse(" does not run")
                + "\n  database " + server.database() + "\n  files    " + server.folder() + "\n";
    }

    static Map<String, Object> json(ServerReport server) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("major", server.major());
        json.put("running", server.running().isPresent());
        json.put("port", server.running().map(ServerStatus::port).orElse(null));
        json.put("pid", server.running().map(ServerStatus::pid).orElse(null));
        json.put("database", server.database());
        json.put("folder", server.folder().toString());
        return json;
    }
}
