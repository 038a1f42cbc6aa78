package dev.confiture.introspect.catalog;

import java.util.Optional;

/**
 * Where the server keeps an object, in one number: the id of its catalog (14 bits, as it made its catalogs before any user
 * came), the object's id there (32 bits), and the number of a column of it, else 0 (11 bits, there are at most 1664). There are
 * many of them, and numbers are printed, sent and looked up faster than texts.
 */
final class Address {

    private static final int CATALOG_AT = 43;
    private static final int OBJECT_AT = 11;
    private static final long PART = (1L << OBJECT_AT) - 1;

    private Address() {}

    /** @param text the three numbers, {@code 1259:16385:2} */
    static long parse(String text) {
        int first = text.indexOf(':');
        int second = text.indexOf(':', first + 1);
        long catalog = Long.parseLong(text, 0, first, 10);
        long object = Long.parseLong(text, first + 1, second, 10);
        return catalog << CATALOG_AT | object << OBJECT_AT | Long.parseLong(text, second + 1, text.length(), 10);
    }

    /** The relation of a column; empty if it is no column. */
    static Optional<Long> whole(long address) {
        return (address & PART) == 0 ? Optional.empty() : Optional.of(address & ~PART);
    }
}
