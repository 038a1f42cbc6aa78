package dev.confiture.faults;

import dev.confiture.db.Database;
import dev.confiture.db.Session;
import java.sql.SQLException;

/**
 * Stops whoever comes by a place in the database, from outside: triggers on the ledger and on DDL wait for an advisory
 * lock that this session holds.
 */
final class Gate implements AutoCloseable {

    static final String SCHEMA = """
            CREATE SCHEMA gate;
            CREATE TABLE gate.closed (place text NOT NULL);
            CREATE TABLE gate.ballast (line text NOT NULL);
            ALTER TABLE gate.ballast ALTER line SET STORAGE EXTERNAL;
            CREATE FUNCTION gate.pass(here text) RETURNS void LANGUAGE plpgsql AS $$
            BEGIN
              IF EXISTS (SELECT FROM gate.closed c WHERE c.place = here) THEN
                PERFORM pg_catalog.pg_advisory_xact_lock(815);
                -- What was let through needs room on the disk, whatever it is about to do.
                INSERT INTO gate.ballast SELECT repeat(i::text, 5000) FROM generate_series(1, 100) i;
                DELETE FROM gate.ballast;
              END IF;
            END $$;
            CREATE FUNCTION gate.on_row() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM gate.pass('row ' || COALESCE(NEW.version, OLD.version) || ' ' || TG_OP);
              RETURN COALESCE(NEW, OLD);
            END $$;
            CREATE FUNCTION gate.on_record() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM gate.pass('record ' || NEW.version_key || ' ' || NEW.ordinal
                                || CASE WHEN NEW.is_done THEN ' done' ELSE COALESCE(' ' || NEW.position, ' begun') END);
              RETURN NEW;
            END $$;
            CREATE FUNCTION gate.on_ddl() RETURNS event_trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM gate.pass(TG_TAG);
            END $$;
            CREATE TRIGGER gate BEFORE INSERT OR UPDATE OR DELETE ON public.tb_confiture
              FOR EACH ROW EXECUTE FUNCTION gate.on_row();
            CREATE TRIGGER gate BEFORE INSERT OR UPDATE ON public.tb_confiture_statement
              FOR EACH ROW EXECUTE FUNCTION gate.on_record();
            CREATE FUNCTION gate.on_commit() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM gate.pass('commit ' || COALESCE(NEW.version, OLD.version));
              RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER gate_commit AFTER INSERT OR DELETE ON public.tb_confiture
              DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION gate.on_commit();
            CREATE EVENT TRIGGER gate ON ddl_command_end EXECUTE FUNCTION gate.on_ddl()""";

    private static final String WAITING = """
            SELECT 1 FROM pg_locks l JOIN pg_database d ON d.oid = l.database
             WHERE d.datname = current_database() AND l.locktype = 'advisory' AND l.objid = 815 AND NOT l.granted""";

    private final Session holder;

    private Gate(Session holder) {
        this.holder = holder;
    }

    /** Before anybody comes. */
    static Gate closed(Database database, String place) throws SQLException {
        Session holder = database.open("test:gate");
        holder.execute("SELECT pg_advisory_lock(815)");
        holder.update("INSERT INTO gate.closed VALUES (?)", place);
        return new Gate(holder);
    }

    boolean isSomebodyWaiting() throws SQLException {
        return !holder.query(WAITING, row -> 1).isEmpty();
    }

    /** Those who come later pass. Returns when the server has ended whoever waits for a client that is gone. */
    void openForOthers() throws SQLException {
        holder.execute("TRUNCATE gate.closed");
    }

    /** Opens it; after the server was stopped, that has happened. */
    @Override
    public void close() throws SQLException {
        holder.close();
    }
}
