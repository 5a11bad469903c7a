package io.otolex.service;

/** The entry point of the jar. */
public final class Otolex {

    private Otolex() {}

    public static void main(String[] arguments) {
        OtolexApplication.serve(arguments);
    }
}
