package dev.confiture.diff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.confiture.catalog.CatalogObject;
import dev.confiture.catalog.ObjectKey;
import dev.confiture.catalog.ObjectKind;
import dev.confiture.catalog.Property;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            text             ; varchar(80)          ; text → varchar(80)
            new/paid/sent    ; new/paid/lost/sent   ; … → … lost …
            new/sent         ; sent/new             ; new | sent → sent | new
            a/b              ; a/b/c                ; … → … c
            x/b              ; y/b                  ; x … → y …
            one              ; two/three            ; one → two | three
            1/2/3/4/5        ; 6                    ; 1 | 2 | 3 … → 6
                             ; a/b                  ; none → a | b
            """)
    void detailsShowTheLinesThatDiffer(String before, String after, String shown) {
        CatalogObject old = object(before);
        CatalogObject now = object(after);
        assertThat(new Change.Altered(old, now, new TreeSet<>(old.differences(now))).details())
                .isEqualTo("definition " + shown);
    }

    private static CatalogObject object(String text) {
        ObjectKey key = ObjectKey.of(ObjectKind.FUNCTION, "app", "half(integer)");
        return CatalogObject.of(key, text == null ? Map.of() : Map.of(Property.DEFINITION, text.replace('/', '\n')));
    }
}
