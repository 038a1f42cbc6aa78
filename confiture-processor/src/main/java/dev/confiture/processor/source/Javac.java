package dev.confiture.processor.source;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Trees;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;

/** The JDK's compiler, where that is the one at work. */
public final class Javac {

    /** A wrapper in a wrapper in a wrapper is the deepest that build tools are known to make. */
    private static final int MAX_WRAPPERS = 20;

    private final Trees trees;
    private final JavacTask task;

    private Javac(Trees trees, JavacTask task) {
        this.trees = trees;
        this.task = task;
    }

    /**
     * The compiler behind the environment. Build tools and IDEs hand wrappers to processors, and {@link Trees} accepts
     * only the original.
     *
     * @return empty for other compilers (ecj), which give no source
     */
    public static Optional<Javac> behind(ProcessingEnvironment environment) {
        List<ProcessingEnvironment> candidates = new ArrayList<>(List.of(environment));
        for (int i = 0; i < candidates.size() && i < MAX_WRAPPERS; i++) {
            ProcessingEnvironment candidate = candidates.get(i);
            try {
                return Optional.of(new Javac(Trees.instance(candidate), JavacTask.instance(candidate)));
            } catch (IllegalArgumentException notJavac) {
                for (ProcessingEnvironment inside : unwrap(candidate)) {
                    if (candidates.stream().noneMatch(known -> isSame(known, inside))) {
                        candidates.add(inside);
                    }
                }
            } catch (LinkageError noCompiler) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    public Trees trees() {
        return trees;
    }

    public JavacTask task() {
        return task;
    }

    private static List<ProcessingEnvironment> unwrap(ProcessingEnvironment wrapper) {
        List<ProcessingEnvironment> inside = new ArrayList<>(unwrapIntelliJ(wrapper));
        inside.addAll(fieldsOf(wrapper));
        if (Proxy.isProxyClass(wrapper.getClass())) {
            InvocationHandler handler = Proxy.getInvocationHandler(wrapper);
            inside.addAll(fieldsOf(handler));
        }
        return inside;
    }

    /** IntelliJ's own way out of its wrapper; it exists wherever the wrapper does. */
    private static List<ProcessingEnvironment> unwrapIntelliJ(ProcessingEnvironment wrapper) {
        try {
            Class<?> wrappers = Class.forName(
                    "org.jetbrains.jps.javac.APIWrappers",
                    true,
                    wrapper.getClass().getClassLoader());
            Object inside = wrappers.getMethod("unwrap", Class.class, Object.class)
                    .invoke(null, ProcessingEnvironment.class, wrapper);
            return inside instanceof ProcessingEnvironment environment ? List.of(environment) : List.of();
        } catch (ReflectiveOperationException | LinkageError notIntelliJ) {
            return List.of();
        }
    }

    /** Environments that an object holds; also as Object, the way a lambda or an anonymous handler captures them. */
    private static List<ProcessingEnvironment> fieldsOf(Object holder) {
        List<ProcessingEnvironment> held = new ArrayList<>();
        for (Class<?> type = holder.getClass(); type != null; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    valueOf(field, holder).ifPresent(held::add);
                }
            }
        }
        return held;
    }

    private static Optional<ProcessingEnvironment> valueOf(Field field, Object holder) {
        try {
            field.setAccessible(true);
            return field.get(holder) instanceof ProcessingEnvironment environment
                    ? Optional.of(environment)
                    : Optional.empty();
        } catch (ReflectiveOperationException | RuntimeException closed) {
            // A field of a named module that is not open to us cannot be followed; another one may.
            return Optional.empty();
        }
    }

    @SuppressWarnings("ReferenceEquality") // a wrapper may define equals by what it wraps
    private static boolean isSame(ProcessingEnvironment one, ProcessingEnvironment other) {
        return one == other;
    }
}
