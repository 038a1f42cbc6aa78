package dev.confiture.processor.source;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.PrimitiveTypeTree;
import com.sun.source.tree.Tree;
import java.util.Locale;

/** The last part of a type's name as the source writes it. */
final class TypeNames {

    private TypeNames() {}

    /** {@code String} for {@code String} and {@code java.lang.String}; empty text for types that have no such name. */
    static String simple(Tree type) {
        if (type instanceof IdentifierTree name) {
            return name.getName().toString();
        }
        if (type instanceof MemberSelectTree name) {
            return name.getIdentifier().toString();
        }
        return type instanceof PrimitiveTypeTree primitive
                ? primitive.getPrimitiveTypeKind().name().toLowerCase(Locale.ROOT)
                : "";
    }
}
