/**
 * The rows of scratch databases: {@link dev.confiture.generate.rows.Rows} puts some into the tables, {@link
 * dev.confiture.generate.rows.StoredData} tells what a plan lost of them. IO.
 */
package dev.confiture.generate.rows;
