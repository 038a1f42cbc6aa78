/**
 * What a migrate would send, written down for somebody who sends it by hand: {@link dev.confiture.runner.script.SqlScript}
 * is the text, {@link dev.confiture.runner.script.CapturedStatements} takes the SQL that migrations declare. Runs nothing.
 */
package dev.confiture.runner.script;
