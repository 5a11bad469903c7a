package io.otolex.service.problems;

import java.util.List;

/** Addresses of other projects' protocols, which tell what went wrong as an object with one member, {@code error}. */
public final class ForeignDoors {

    private static final List<String> DOORS = List.of("/v2", "/hf");

    private ForeignDoors() {}

    /** Whether a path, without its encoding, leads to one of them. */
    public static boolean leadsTo(String path) {
        return DOORS.stream().anyMatch(door -> path.equals(door) || path.startsWith(door + "/"));
    }

    /** What is answered there instead of a problem. */
    record ErrorObject(String error) {}
}
