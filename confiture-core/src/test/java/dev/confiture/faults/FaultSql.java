package dev.confiture.faults;

import dev.confiture.db.Session;
import java.sql.SQLException;

/** Functions and triggers of the database that make a {@link PlannedFault} happen: nothing of the engine knows of them. */
final class FaultSql {

    /** Part of the schema that is built. */
    static final String SCHEMA = """
            CREATE SCHEMA walk;
            CREATE TABLE walk.planned (place text, kind text);
            INSERT INTO walk.planned VALUES ('', '');
            CREATE FUNCTION walk.strike(here text) RETURNS void LANGUAGE plpgsql AS $$
            DECLARE
              what text := (SELECT p.kind FROM walk.planned p WHERE p.place = here);
            BEGIN
              IF what = 'FAIL' THEN
                RAISE EXCEPTION 'planned at %', here;
              ELSIF what = 'KILL_WORKING' THEN
                PERFORM pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid());
              ELSIF what = 'KILL_LOCK' THEN
                PERFORM pg_catalog.pg_terminate_backend(l.pid, 60000) FROM pg_catalog.pg_locks l
                 WHERE l.locktype = 'advisory' AND l.pid <> pg_catalog.pg_backend_pid()
                   AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = pg_catalog.current_database());
              END IF;
            END $$;
            CREATE FUNCTION walk.on_row() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM walk.strike('row ' || COALESCE(NEW.version, OLD.version) || ' ' || TG_OP);
              RETURN COALESCE(NEW, OLD);
            END $$;
            CREATE FUNCTION walk.on_record() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
              PERFORM walk.strike('record ' || NEW.version_key || ' ' || NEW.ordinal
                                  || CASE WHEN NEW.is_done THEN ' done' ELSE ' begun' END);
              RETURN NEW;
            END $$;
            """;

    private static final String TRIGGERS = """
            CREATE TRIGGER strike BEFORE INSERT OR UPDATE OR DELETE ON public.tb_confiture
              FOR EACH ROW EXECUTE FUNCTION walk.on_row();
            CREATE TRIGGER strike BEFORE INSERT OR UPDATE ON public.tb_confiture_statement
              FOR EACH ROW EXECUTE FUNCTION walk.on_record()""";

    private FaultSql() {}

    /** Once the ledger is there. */
    static void watchLedger(Session session) throws SQLException {
        session.execute(TRIGGERS);
    }

    static void plan(Session session, PlannedFault fault) throws SQLException {
        session.update(
                "UPDATE walk.planned SET place = ?, kind = ?",
                fault.place(),
                fault.kind().name());
    }
}
