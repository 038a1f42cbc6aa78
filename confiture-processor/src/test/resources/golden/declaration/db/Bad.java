package db;

import dev.confiture.migration.Down;
import dev.confiture.migration.JavaMigration;
import dev.confiture.migration.Migration;
import dev.confiture.migration.MigrationContext;
import dev.confiture.migration.ReversibleMigration;
import dev.confiture.migration.Up;

public class Bad {
    private static final String NO_VERSION = "1.x";

    @Migration(version = NO_VERSION, name = "Add Bio")
    @Up("select 1")
    @Down("select 2")
    public static class MalformedVersionAndName {}

    @Migration(version = "2", name = "two", lockTimeout = "0s", environments = {"local", " "})
    @Up("select 1")
    @Down("select 2")
    public static class MalformedOptions {}

    @Migration(version = "3", name = "three")
    @Up("select 1")
    @Down("select 2")
    abstract static class AbstractAndHidden {}

    @Migration(version = "4", name = "four")
    @Up("select 1")
    @Down("select 2")
    public class Inner {}

    @Migration(version = "5", name = "five")
    @Up("select 1")
    @Down("select 2")
    public interface Face {}

    @Migration(version = "6", name = "six")
    @Up("select 1")
    @Down("select 2")
    public static class NoConstructor {
        public NoConstructor(int parameter) {}
    }

    @Migration(version = "7", name = "seven")
    @Up("select 1")
    @Down("select 2")
    public static class HiddenConstructor {
        HiddenConstructor() {}
    }

    @Migration(version = "8", name = "eight")
    @Up("select 1")
    public static class UpWithoutDown {}

    @Migration(version = "9", name = "nine", irreversible = " ")
    public static class NoDownAndBlankReason implements JavaMigration {
        @Override
        public void up(MigrationContext db) {}
    }

    @Migration(version = "10", name = "ten", irreversible = "because")
    public static class ReasonAndDown implements ReversibleMigration {
        @Override
        public void up(MigrationContext db) {}

        @Override
        public void down(MigrationContext db) {}
    }

    @Migration(version = "11", name = "eleven")
    @Down("select 2")
    public static class DownWithoutUp {}

    @Migration(version = "12", name = "twelve")
    public static class Nothing {}

    @Migration(version = "13", name = "thirteen")
    @Up("select 1")
    public static class TwoForms implements ReversibleMigration {
        @Override
        public void up(MigrationContext db) {}

        @Override
        public void down(MigrationContext db) {}
    }

    @Up("select 1")
    @Down("select 2")
    public static class NotDeclared {}

    @Migration(version = "14", name = "fourteen")
    @Up
    @Down({})
    public static class NoSql {}
}
