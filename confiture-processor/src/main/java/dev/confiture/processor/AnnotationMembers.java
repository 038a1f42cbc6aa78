package dev.confiture.processor;

import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** One annotation as it is written: members that are left out have no value here. */
record AnnotationMembers(AnnotationMirror mirror) {

    /** What javac puts where a member's value does not compile; it reports that itself. */
    private static final String ERRONEOUS = "<error>";

    /** The annotation of that type (qualified name) on an element. */
    static Optional<AnnotationMembers> on(Element element, String annotation) {
        return element.getAnnotationMirrors().stream()
                .map(AnnotationMirror.class::cast)
                .filter(mirror -> ((TypeElement) mirror.getAnnotationType().asElement())
                        .getQualifiedName()
                        .contentEquals(annotation))
                .findFirst()
                .map(AnnotationMembers::new);
    }

    /** Empty if the member is left out or does not compile. */
    Optional<AnnotationValue> value(String member) {
        return mirror.getElementValues().entrySet().stream()
                .filter(entry -> entry.getKey().getSimpleName().contentEquals(member))
                .<AnnotationValue>map(java.util.Map.Entry::getValue)
                .filter(value -> !isErroneous(value))
                .findFirst();
    }

    /** Whether the member is written but does not compile. */
    boolean isErroneous(String member) {
        return mirror.getElementValues().entrySet().stream()
                .anyMatch(
                        entry -> entry.getKey().getSimpleName().contentEquals(member) && isErroneous(entry.getValue()));
    }

    /** A string that says the same has quotes when it is printed; printing is dear, so it comes second. */
    private static boolean isErroneous(AnnotationValue value) {
        return ERRONEOUS.equals(value.getValue()) && ERRONEOUS.equals(value.toString());
    }

    Optional<String> text(String member) {
        return value(member).map(AnnotationValue::getValue).map(Object::toString);
    }

    boolean flag(String member, boolean usual) {
        return value(member).map(value -> Boolean.TRUE.equals(value.getValue())).orElse(usual);
    }

    /** The elements of an array; an array of one may be written without braces. */
    List<AnnotationValue> elements(String member) {
        return value(member)
                .map(value -> value.getValue() instanceof List<?> list
                        ? list.stream()
                                .map(AnnotationValue.class::cast)
                                .filter(element -> !isErroneous(element))
                                .toList()
                        : List.of(value))
                .orElse(List.of());
    }
}
