package db;

import dev.confiture.migration.*;

public class Namesake {
    @interface Migration {}

    void method() {
        @Migration
        class NotOurs {}
    }
}
