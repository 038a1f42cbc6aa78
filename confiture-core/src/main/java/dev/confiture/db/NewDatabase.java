package dev.confiture.db;

import static java.util.Objects.requireNonNull;

import dev.confiture.sql.Identifier;
import dev.confiture.sql.SqlLiteral;
import java.util.Optional;

/**
 * A database to create.
 *
 * @param owner the connected user if empty
 * @param template PostgreSQL's usual one if empty; nobody may be connected to it
 * @param encoding the template's if empty
 * @param copy how the template's files are copied; the server decides if empty
 */
public record NewDatabase(
        Identifier name,
        Optional<Identifier> owner,
        Optional<Identifier> template,
        Optional<String> encoding,
        Optional<Copy> copy) {

    public NewDatabase {
        requireNonNull(name, "name");
        requireNonNull(owner, "owner");
        requireNonNull(template, "template");
        requireNonNull(encoding, "encoding");
        requireNonNull(copy, "copy");
    }

    /** Like every database that is created without saying more. */
    public static NewDatabase named(Identifier name) {
        return new NewDatabase(name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    public NewDatabase ownedBy(Identifier role) {
        return new NewDatabase(name, Optional.of(role), template, encoding, copy);
    }

    public NewDatabase from(Identifier otherTemplate) {
        return new NewDatabase(name, owner, Optional.of(otherTemplate), encoding, copy);
    }

    public NewDatabase encodedAs(String serverEncoding) {
        return new NewDatabase(name, owner, template, Optional.of(serverEncoding), copy);
    }

    public NewDatabase copiedBy(Copy way) {
        return new NewDatabase(name, owner, template, encoding, Optional.of(way));
    }

    /**
     * The statement for a server.
     *
     * @param majorVersion before 15 there is one way to copy, and no word for it
     */
    String statement(int majorVersion) {
        StringBuilder sql = new StringBuilder("CREATE DATABASE ").append(name.quoted());
        owner.ifPresent(role -> sql.append(" OWNER ").append(role.quoted()));
        template.ifPresent(other -> sql.append(" TEMPLATE ").append(other.quoted()));
        encoding.ifPresent(
                word -> sql.append(" ENCODING ").append(SqlLiteral.of(word).quoted()));
        copy.filter(way -> majorVersion >= Copy.FIRST_MAJOR)
                .ifPresent(way -> sql.append(" STRATEGY ").append(way.name()));
        return sql.toString();
    }

    /** How PostgreSQL copies a template. */
    public enum Copy {
        /** Page by page through the write-ahead log: the server's usual way, better where writes are durable. */
        WAL_LOG,
        /** File by file: faster where fsync is off. */
        FILE_COPY;

        private static final int FIRST_MAJOR = 15;
    }
}
