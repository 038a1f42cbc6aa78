package db;

import dev.confiture.migration.*;

public class Local {
    {
        @Migration(version = "1", name = "in_initializer")
        @Up("select 1")
        @Down("select 2")
        class InInitializer {}
    }

    Runnable inLambda = () -> {
        @Migration(version = "2", name = "in_lambda")
        class InLambda {}
    };

    Object inAnonymousClass = new Object() {
        @Migration(version = "3", name = "in_anonymous_class")
        class InAnonymousClass {}
    };

    void method() {
        @dev.confiture.migration.Migration(version = "4", name = "in_method")
        final class InMethod {}

        class NoMigration {}
    }

    public static class Nested {
        void method() {
            @Migration(version = "5", name = "in_method_of_nested")
            record InMethodOfNested() {}
        }
    }
}
