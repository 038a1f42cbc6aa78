package dev.confiture.config.url;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one connection string says, before any default. Mutable, for the parser that fills it.
 *
 * @param parameters by their libpq keywords, decoded; {@code host} and {@code port} may be lists with commas
 * @param driverProperties by their JDBC names, decoded; only a {@code jdbc:} URL has any
 */
record ConnectionString(Map<String, String> parameters, Map<String, String> driverProperties) {

    ConnectionString() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /** Names without values: values may be secrets. */
    @Override
    public String toString() {
        return parameters.keySet() + " " + driverProperties.keySet();
    }
}
