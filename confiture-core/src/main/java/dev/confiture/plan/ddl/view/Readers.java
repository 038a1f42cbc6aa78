package dev.confiture.plan.ddl.view;

import dev.confiture.catalog.ObjectKey;
import dev.confiture.plan.ddl.Ddl;
import dev.confiture.plan.ddl.Hazard;
import dev.confiture.plan.ddl.Scene;

/** What it means for those who read a view that it goes. */
final class Readers {

    private Readers() {}

    static Ddl lose(Ddl drop, ObjectKey view, Scene scene) {
        return drop.with(Hazard.of(
                Hazard.Kind.BREAKS_READERS,
                scene.after().contains(view)
                        ? view + " is dropped and made again: readers wait or fail meanwhile"
                        : "whoever still reads " + view + " fails"));
    }
}
