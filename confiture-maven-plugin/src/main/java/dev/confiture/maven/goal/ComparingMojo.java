package dev.confiture.maven.goal;

import dev.confiture.diff.CatalogFilter;
import dev.confiture.maven.ConfitureMojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/** A goal that compares schemas, or what one may choose of them. */
abstract class ComparingMojo extends ConfitureMojo {

    /** Compares only these, separated by commas: a schema (app) or objects (app.tmp_*), their parts included. */
    @Parameter(property = "confiture.include")
    private @Nullable String include;

    /** Leaves these out, written in the same way. */
    @Parameter(property = "confiture.exclude")
    private @Nullable String exclude;

    /** Compares only these kinds and their parts, separated by commas: table, view, foreign-key … */
    @Parameter(property = "confiture.includeKinds")
    private @Nullable String includeKinds;

    /** Leaves these kinds out. */
    @Parameter(property = "confiture.excludeKinds")
    private @Nullable String excludeKinds;

    /** Does not compare these: owners, grants, comments. */
    @Parameter(property = "confiture.ignore")
    private @Nullable String ignore;

    /** Leaves out the partitions that these mean (app.events_*), such as those that a job makes. */
    @Parameter(property = "confiture.ignorePartitions")
    private @Nullable String ignorePartitions;

    /** What is compared, as the parameters say. */
    protected final CatalogFilter filter() {
        return Filters.of(include, exclude, ignorePartitions, includeKinds, excludeKinds, ignore);
    }
}
