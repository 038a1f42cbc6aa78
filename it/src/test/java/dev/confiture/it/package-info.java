/** What the verify scripts of the projects in src/it use: {@link dev.confiture.it.ProjectDatabase}. */
package dev.confiture.it;
