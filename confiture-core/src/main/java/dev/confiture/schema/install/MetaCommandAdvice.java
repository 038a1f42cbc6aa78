package dev.confiture.schema.install;

/** What to write in place of a psql command. */
final class MetaCommandAdvice {

    private MetaCommandAdvice() {}

    static String of(String name) {
        return switch (name) {
            case "i", "ir", "include", "include_relative" ->
                "remove it: every file below the schema folders is part of the script, in the order of the prefixes";
            case "copy" -> "write COPY … FROM stdin; with the rows below it and a line \\. behind them";
            case "c", "connect" -> "remove it: one build fills the one database of database_url";
            case "set", "gset", "if", "elif", "else", "endif" ->
                "write the SQL out; what depends on the server goes into a DO block";
            case "g", "gx", "gexec" -> "end the statement with ; (what \\gexec did goes into a DO block with EXECUTE)";
            case "encoding" -> "remove it: schema files are UTF-8";
            default -> "remove the line";
        };
    }
}
