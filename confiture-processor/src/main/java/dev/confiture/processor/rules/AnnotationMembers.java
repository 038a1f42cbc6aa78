package dev.confiture.processor.rules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** One annotation as it is written: members that are left out have no value here. */
public final class AnnotationMembers {

    /** What javac puts where a member's value does not compile; it reports that itself. */
    private static final String ERRONEOUS = "<error>";

    private final AnnotationMirror mirror;
    /** By name; asked for once because javac makes its map anew each time. */
    private final Map<String, AnnotationValue> written = new HashMap<>();

    private AnnotationMembers(AnnotationMirror mirror) {
        this.mirror = mirror;
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                mirror.getElementValues().entrySet()) {
            written.put(entry.getKey().getSimpleName().toString(), entry.getValue());
        }
    }

    /** The annotation of that type (qualified name) on an element. */
    public static Optional<AnnotationMembers> on(Element element, String annotation) {
        for (AnnotationMirror mirror : element.getAnnotationMirrors()) {
            if (((TypeElement) mirror.getAnnotationType().asElement())
                    .getQualifiedName()
                    .contentEquals(annotation)) {
                return Optional.of(new AnnotationMembers(mirror));
            }
        }
        return Optional.empty();
    }

    AnnotationMirror mirror() {
        return mirror;
    }

    /** Empty if the member is left out or does not compile. */
    public Optional<AnnotationValue> value(String member) {
        AnnotationValue value = written.get(member);
        return value == null || isErroneous(value) ? Optional.empty() : Optional.of(value);
    }

    /** Whether the member is written but does not compile. */
    boolean isErroneous(String member) {
        AnnotationValue value = written.get(member);
        return value != null && isErroneous(value);
    }

    /** A string that says the same has quotes when it is printed; printing is dear, so it comes second. */
    private static boolean isErroneous(AnnotationValue value) {
        return ERRONEOUS.equals(value.getValue()) && ERRONEOUS.equals(value.toString());
    }

    public Optional<String> text(String member) {
        Optional<AnnotationValue> value = value(member);
        return value.isPresent() ? Optional.of(value.get().getValue().toString()) : Optional.empty();
    }

    public boolean flag(String member, boolean usual) {
        Optional<AnnotationValue> value = value(member);
        return value.isPresent() ? Boolean.TRUE.equals(value.get().getValue()) : usual;
    }

    /** The elements of an array; an array of one may be written without braces. */
    public List<AnnotationValue> elements(String member) {
        Optional<AnnotationValue> value = value(member);
        if (value.isEmpty()) {
            return List.of();
        }
        if (!(value.get().getValue() instanceof List<?> list)) {
            return List.of(value.get());
        }
        List<AnnotationValue> elements = new ArrayList<>();
        for (Object element : list) {
            if (!isErroneous((AnnotationValue) element)) {
                elements.add((AnnotationValue) element);
            }
        }
        return elements;
    }
}
