package dev.confiture.processor.rules;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** One annotation as it is written: members that are left out have no value here. */
public record AnnotationMembers(AnnotationMirror mirror) {

    /** What javac puts where a member's value does not compile; it reports that itself. */
    private static final String ERRONEOUS = "<error>";

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

    /** Empty if the member is left out or does not compile. */
    public Optional<AnnotationValue> value(String member) {
        return written(member).filter(value -> !isErroneous(value));
    }

    /** Whether the member is written but does not compile. */
    boolean isErroneous(String member) {
        return written(member).filter(AnnotationMembers::isErroneous).isPresent();
    }

    private Optional<AnnotationValue> written(String member) {
        for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> entry :
                mirror.getElementValues().entrySet()) {
            if (entry.getKey().getSimpleName().contentEquals(member)) {
                return Optional.of(entry.getValue());
            }
        }
        return Optional.empty();
    }

    /** A string that says the same has quotes when it is printed; printing is dear, so it comes second. */
    private static boolean isErroneous(AnnotationValue value) {
        return ERRONEOUS.equals(value.getValue()) && ERRONEOUS.equals(value.toString());
    }

    public Optional<String> text(String member) {
        return value(member).map(value -> value.getValue().toString());
    }

    public boolean flag(String member, boolean usual) {
        return value(member).map(value -> Boolean.TRUE.equals(value.getValue())).orElse(usual);
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
