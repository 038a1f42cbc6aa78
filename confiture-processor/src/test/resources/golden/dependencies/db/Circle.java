package db;

import dev.confiture.migration.*;

public class Circle {
    @Migration(version = "1", name = "one", dependsOn = Three.class)
    @Up("select 1")
    @Down("select 2")
    public static class One {}

    @Migration(version = "2", name = "two", dependsOn = {One.class, Two.class, String.class})
    @Up("select 1")
    @Down("select 2")
    public static class Two {}

    @Migration(version = "3", name = "three", dependsOn = {Two.class})
    @Up("select 1")
    @Down("select 2")
    public static class Three {}
}
