/**
 * What a database says that it contains: {@link dev.confiture.ledger.TrackingTable} alone knows the tables
 * {@code tb_confiture} (one row per version) and {@code tb_confiture_event} (append-only), reads them as a
 * {@link dev.confiture.ledger.Ledger} and tells others which objects to leave out. IO; takes part in the caller's
 * transaction and opens none.
 */
package dev.confiture.ledger;
