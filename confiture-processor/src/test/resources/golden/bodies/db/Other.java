package db;

final class Other {
    static final String SQL = "select (";
    static final int NUMBER = 7;

    private Other() {}
}
