package dev.confiture.maven;

/** What a schema is read from, as written; Maven sets it. It may be a URL with a password, and {@code -X} prints parameters. */
public final class SchemaName {

    private String text = "";

    /** Maven calls this with the parameter's text. */
    public void set(String written) {
        this.text = written;
    }

    public String text() {
        return text;
    }

    @Override
    public String toString() {
        return text.contains("@") || text.contains("=") ? "(a database)" : text;
    }
}
